public import Catalogue

/// The catalogue as one JSON document, as its entries are kept: `{"organisations": […], "solutions":
/// […], "problems": […]}`, each by id. Nothing is lost.
public enum DocumentExport {
    public static func bytes(of contents: CatalogueContents) -> [UInt8] {
        Array(json(of: contents).written(pretty: true).utf8)
    }

    static func json(of contents: CatalogueContents) -> JSON {
        func list(_ entries: [some Entry]) -> JSON {
            .array(entries.sorted { $0.id < $1.id }.map(\.json))
        }
        return [
            "organisations": list(contents.organisations.values.map(\.entry)),
            "solutions": list(contents.solutions.values.map(\.entry)),
            "problems": list(contents.problems.values.map(\.entry)),
        ]
    }
}
