import Catalogue

/// What the vocabulary calls categories and frameworks: `registry/vocabulary/categories.json` and
/// `frameworks.json`.
struct Terms: Sendable {
    struct Framework: Sendable, Hashable {
        let id: String
        let title: String
        /// When one can buy from it.
        let period: Period
    }

    /// In the order of the file.
    let frameworks: [Framework]
    private let frameworkTitles: [String: String]

    /// The program's own.
    static let standard: Terms = {
        do {
            return try Terms(frameworks: PackageResources.frameworks_json)
        } catch {
            // The file is part of the program, and a test reads it.
            preconditionFailure("registry/vocabulary/frameworks.json: \(error)")
        }
    }()

    init(frameworks: [UInt8]) throws {
        self.frameworks = (try JSON(parsing: frameworks)["frameworks"]?.elements ?? []).map {
            Framework(
                id: $0["id"]?.text ?? "", title: $0["title"]?.text ?? "",
                period: Period(
                    from: $0["from"]?.text.flatMap { Day($0) },
                    until: $0["until"]?.text.flatMap { Day($0) }))
        }
        frameworkTitles = Dictionary(self.frameworks.map { ($0.id, $0.title) }) { first, _ in first
        }
    }

    /// The id itself where the vocabulary does not know it.
    func title(ofCategory id: String) -> String { Category.named(id)?.title ?? id }
    func title(ofFramework id: String) -> String { frameworkTitles[id] ?? id }

    /// A sentence with titles where ids stand as words of their own.
    func entitling(_ sentence: String) -> String {
        sentence.split(separator: " ", omittingEmptySubsequences: false).map { word in
            let core = word.prefix { $0.isLetter || $0.isNumber || $0 == "-" }
            let id = String(core)
            guard id.contains("-"), let title = frameworkTitles[id] ?? Category.named(id)?.title
            else { return String(word) }
            return title + word.dropFirst(core.count)
        }.joined(separator: " ")
    }
}
