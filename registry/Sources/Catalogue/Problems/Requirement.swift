/// Something a council asks of a solution: a must or a want.
public struct Requirement: Hashable, Sendable {
    public enum Kind: Hashable, Sendable {
        /// The scheme held and valid, or one that covers it.
        case assurance(String)
        /// The data kept there, or in a place within.
        case hosting(String)
        /// A place on the framework on the day.
        case framework(String)
        /// In the problem's currency, for the problem's units.
        case pricePerYearAtMost(Amount)
        /// That level, or one that covers it.
        case accessibility(String)
        /// Data exchanged with that system.
        case integration(String)
        /// Run in one of these ways.
        case deployment([String])
        /// Evidence from at least so many councils.
        case evidenceFromCouncils(Int)
        case category(String)
    }

    public let kind: Kind
    /// Why it is needed.
    public let note: String?

    public init(_ kind: Kind, note: String? = nil) {
        self.kind = kind
        self.note = note
    }

    static let keys = [
        "assurance", "hosting", "framework", "pricePerYearAtMost", "accessibility", "integration",
        "deployment", "evidenceFromCouncils", "category",
    ]

    init?(fields: Fields) {
        note = fields.optionalText("note", .remark)
        fields.end(known: Requirement.keys + ["note"])
        let given = Requirement.keys.filter { fields.has($0) }
        guard given.count == 1 else {
            fields.whole(
                given.isEmpty
                    ? "It asks for nothing." : "It asks for \(given.joined(separator: " and ")).",
                "Give each requirement one of \(Requirement.keys.joined(separator: ", ")).")
            return nil
        }
        guard let kind = Requirement.kind(given[0], fields) else { return nil }
        self.kind = kind
    }

    private static func kind(_ key: String, _ fields: Fields) -> Kind? {
        let lattices = Lattices.standard
        switch key {
        case "assurance": return .assurance(fields.term(key, in: lattices.assurance))
        case "hosting": return .hosting(fields.term(key, in: lattices.hosting))
        case "framework": return .framework(fields.id(key))
        case "pricePerYearAtMost": return .pricePerYearAtMost(fields.amount(key))
        case "accessibility":
            let level = fields.term(key, in: lattices.accessibility)
            if level == "none" {
                fields.fault(key, "It asks for no level.", "Leave the requirement out.")
            }
            return .accessibility(level)
        case "integration": return .integration(fields.text(key, .title))
        case "deployment":
            return fields.optionalTerms(key, in: lattices.deployment, atLeast: 1)
                .map { .deployment($0) }
        case "evidenceFromCouncils":
            return fields.optionalCount(key, in: 1...50).map { .evidenceFromCouncils($0) }
        default: return .category(fields.category(key))
        }
    }

    public var json: JSON {
        let (key, value): (String, JSON) =
            switch kind {
            case .assurance(let scheme): ("assurance", .string(scheme))
            case .hosting(let place): ("hosting", .string(place))
            case .framework(let framework): ("framework", .string(framework))
            case .pricePerYearAtMost(let amount): ("pricePerYearAtMost", .string("\(amount)"))
            case .accessibility(let level): ("accessibility", .string(level))
            case .integration(let system): ("integration", .string(system))
            case .deployment(let ways): ("deployment", .texts(ways))
            case .evidenceFromCouncils(let count): ("evidenceFromCouncils", .number(count))
            case .category(let category): ("category", .string(category))
            }
        return .object(
            [JSON.Member(key, value)]
                + (note.map { [JSON.Member("note", .string($0))] } ?? []))
    }
}
