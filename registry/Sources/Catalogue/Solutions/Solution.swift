/// A product or service that a supplier offers, and the problems it tackles. The limits are G-Cloud's
/// where it has the field, so that nobody wins by stuffing.
public struct Solution: Entry {
    public let id: String
    /// An organisation's id.
    public let supplier: String
    public let name: String
    public let summary: String
    public let description: String
    /// The problems in plain language, not the features.
    public let problemsTackled: [String]
    public let features: [String]
    public let benefits: [String]
    /// Empty where none is stated.
    public let categories: [String]
    public let price: Price?
    /// Nil where nothing is stated; that is another thing than an empty list.
    public let assurances: [Assurance]?
    public let frameworks: [Membership]?
    /// A term of the vocabulary's hosting.
    public let hosting: String?
    public let deployment: [String]?
    /// A term of the vocabulary's accessibility.
    public let accessibility: String?
    /// The systems it exchanges data with.
    public let integrations: [String]?
    public let evidence: [Evidence]?
    public let isSample: Bool

    public static let kind = EntryKind.solution

    public init(fields: Fields) {
        let lattices = Lattices.standard
        id = fields.id("id")
        supplier = fields.id("supplier")
        name = fields.text("name", .title)
        summary = fields.text("summary", .summary)
        description = fields.text("description", .statement)
        problemsTackled = fields.texts("problemsTackled", .tackled, count: 1...10)
        features = fields.optionalTexts("features", .point, count: 0...10) ?? []
        benefits = fields.optionalTexts("benefits", .point, count: 0...10) ?? []
        categories = fields.optionalCategories("categories", count: 0...5) ?? []
        price = fields.object("price", of: "price") { Price(fields: $0) }
        assurances = fields.objects("assurances", count: 0...30, of: "assurance") {
            Assurance(fields: $0)
        }
        frameworks = fields.objects("frameworks", count: 0...30, of: "framework membership") {
            Membership(fields: $0)
        }
        hosting = fields.optionalTerm("hosting", in: lattices.hosting)
        deployment = fields.optionalTerms("deployment", in: lattices.deployment, atLeast: 0)
        accessibility = fields.optionalTerm("accessibility", in: lattices.accessibility)
        integrations = fields.optionalTexts("integrations", .title, count: 0...50)
        evidence = fields.objects("evidence", count: 0...50, of: "piece of evidence") {
            Evidence(fields: $0)
        }
        isSample = fields.flag("sample")
        fields.end(
            "id", "supplier", "name", "summary", "description", "problemsTackled", "features",
            "benefits", "categories", "price", "assurances", "frameworks", "hosting", "deployment",
            "accessibility", "integrations", "evidence", "sample")
    }

    public var json: JSON {
        .object(stating: [
            "id": .string(id), "supplier": .string(supplier), "name": .string(name),
            "summary": .string(summary), "description": .string(description),
            "problemsTackled": .texts(problemsTackled),
            "features": features.isEmpty ? nil : .texts(features),
            "benefits": benefits.isEmpty ? nil : .texts(benefits),
            "categories": categories.isEmpty ? nil : .texts(categories), "price": price?.json,
            "assurances": assurances.map { .array($0.map(\.json)) },
            "frameworks": frameworks.map { .array($0.map(\.json)) },
            "hosting": hosting.map { .string($0) }, "deployment": deployment.map { .texts($0) },
            "accessibility": accessibility.map { .string($0) },
            "integrations": integrations.map { .texts($0) },
            "evidence": evidence.map { .array($0.map(\.json)) }, "sample": isSample ? true : nil,
        ])
    }
}

extension JSON {
    static func texts(_ texts: [String]) -> JSON { .array(texts.map { .string($0) }) }
}
