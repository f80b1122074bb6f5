public import Catalogue

/// The solutions as a `dcat:Catalog` in JSON-LD (DCAT 3, W3C), for catalogues that gather others.
public enum DCATExport {
    /// - Parameter address: what the resources’ addresses begin with.
    public static func bytes(
        of contents: CatalogueContents, address: String = "https://registry.example/"
    ) -> [UInt8] {
        let solutions = contents.solutions.values.map(\.entry).sorted { $0.id < $1.id }
        let catalogue: JSON = [
            "@context": [
                "dcat": "http://www.w3.org/ns/dcat#", "dct": "http://purl.org/dc/terms/",
                "foaf": "http://xmlns.com/foaf/0.1/",
            ],
            "@id": .string(address), "@type": "dcat:Catalog",
            "dct:title": "Solutions for councils’ problems", "dct:language": "en",
            "dcat:resource": .array(solutions.map { resource($0, contents, address) }),
        ]
        return Array(catalogue.written(pretty: true).utf8)
    }

    private static func resource(
        _ solution: Solution, _ contents: CatalogueContents, _ address: String
    ) -> JSON {
        let supplier = contents.organisations[solution.supplier]?.entry
        let keywords = solution.categories.map { Category.named($0)?.title ?? $0 }
        return .object(stating: [
            "@id": .string("\(address)solutions/\(solution.id)"), "@type": "dcat:Resource",
            "dct:identifier": .string(solution.id), "dct:title": .string(solution.name),
            "dct:description": .string(solution.description),
            "dcat:keyword": keywords.isEmpty ? nil : .array(keywords.map { .string($0) }),
            "dct:publisher": .object(stating: [
                "@id": .string("\(address)organisations/\(solution.supplier)"),
                "@type": "foaf:Agent",
                "foaf:name": .string(contents.name(ofOrganisation: solution.supplier)),
                "foaf:homepage": supplier?.website.map { ["@id": .string($0)] },
            ]),
        ])
    }
}
