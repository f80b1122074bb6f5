/// A council or a supplier.
public struct Organisation: Entry {
    public enum Kind: String, Hashable, Sendable, CaseIterable { case council, supplier }

    /// By the European Commission's headcounts and turnovers: all but large are SMEs.
    public enum Size: String, Hashable, Sendable, CaseIterable { case micro, small, medium, large }

    public let id: String
    public let name: String
    public let kind: Kind
    /// Whether it is invented.
    public let isSample: Bool
    public let identifiers: [Identifier]
    /// The organisation that took its place: councils merge.
    public let replacedBy: String?
    /// Of suppliers.
    public let size: Size?
    /// Of councils.
    public let population: Int?
    public let website: String?

    /// Whether it is a small or medium-sized enterprise; nil where the size is not stated.
    public var isSME: Bool? { size.map { $0 != .large } }

    public static let kind = EntryKind.organisation

    public init(fields: Fields) {
        id = fields.id("id")
        name = fields.text("name", .title)
        kind = fields.word("kind", else: .council)
        isSample = fields.flag("sample")
        identifiers =
            fields.objects("identifiers", count: 0...20, of: "identifier") {
                Identifier(fields: $0)
            } ?? []
        replacedBy = fields.optionalID("replacedBy")
        size = fields.optionalWord("size")
        population = fields.optionalCount("population", in: 1...100_000_000)
        website = fields.optionalAddress("website")
        if replacedBy == id, replacedBy != nil {
            fields.fault("replacedBy", "It is the organisation itself.", "Name the other one.")
        }
        fields.end(
            "id", "name", "kind", "sample", "identifiers", "replacedBy", "size", "population",
            "website")
    }

    public var json: JSON {
        .object(stating: [
            "id": .string(id), "name": .string(name), "kind": .string(kind.rawValue),
            "sample": isSample ? true : nil,
            "identifiers": identifiers.isEmpty ? nil : .array(identifiers.map(\.json)),
            "replacedBy": replacedBy.map { .string($0) },
            "size": size.map { .string($0.rawValue) },
            "population": population.map { .number($0) }, "website": website.map { .string($0) },
        ])
    }
}
