import Catalogue

/// What the vocabulary calls categories and frameworks: `registry/vocabulary/categories.json` and
/// `frameworks.json`.
struct Terms: Sendable {
    struct Category: Sendable, Hashable {
        let id: String
        let title: String
        /// What belongs in it.
        let line: String
    }

    struct Framework: Sendable, Hashable {
        let id: String
        let title: String
        /// When one can buy from it.
        let period: Period
    }

    /// In the order of the files.
    let categories: [Category]
    let frameworks: [Framework]
    private let categoryTitles: [String: String]
    private let frameworkTitles: [String: String]

    /// The program's own.
    static let standard: Terms = {
        do {
            return try Terms(
                categories: PackageResources.categories_json,
                frameworks: PackageResources.frameworks_json)
        } catch {
            // The files are part of the program, and a test reads them.
            preconditionFailure("registry/vocabulary: \(error)")
        }
    }()

    init(categories: [UInt8], frameworks: [UInt8]) throws {
        self.categories = (try JSON(parsing: categories)["categories"]?.elements ?? []).map {
            Category(
                id: $0["id"]?.text ?? "", title: $0["title"]?.text ?? "",
                line: $0["line"]?.text ?? "")
        }
        self.frameworks = (try JSON(parsing: frameworks)["frameworks"]?.elements ?? []).map {
            Framework(
                id: $0["id"]?.text ?? "", title: $0["title"]?.text ?? "",
                period: Period(
                    from: $0["from"]?.text.flatMap { Day($0) },
                    until: $0["until"]?.text.flatMap { Day($0) }))
        }
        categoryTitles = Dictionary(uniqueKeysWithValues: self.categories.map { ($0.id, $0.title) })
        frameworkTitles = Dictionary(
            uniqueKeysWithValues: self.frameworks.map { ($0.id, $0.title) })
    }

    /// The id itself where the vocabulary does not know it.
    func title(ofCategory id: String) -> String { categoryTitles[id] ?? id }
    func title(ofFramework id: String) -> String { frameworkTitles[id] ?? id }

    /// A sentence with titles where ids stand as words of their own.
    func entitling(_ sentence: String) -> String {
        sentence.split(separator: " ", omittingEmptySubsequences: false).map { word in
            let core = word.prefix { $0.isLetter || $0.isNumber || $0 == "-" }
            let id = String(core)
            guard let title = categoryTitles[id] ?? frameworkTitles[id], id.contains("-")
            else { return String(word) }
            return title + word.dropFirst(core.count)
        }.joined(separator: " ")
    }
}
