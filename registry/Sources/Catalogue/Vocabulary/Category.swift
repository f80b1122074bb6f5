/// What a solution or a problem can be filed under: `registry/vocabulary/categories.json`.
public struct Category: Hashable, Sendable {
    public let id: String
    /// As a heading.
    public let title: String
    /// What belongs there, in a sentence.
    public let line: String

    /// All there are, in the order of the file.
    public static let all: [Category] = {
        do {
            let json = try JSON(parsing: PackageResources.categories_json)
            return try (json["categories"]?.elements ?? []).map { category in
                guard let id = category["id"]?.text, let title = category["title"]?.text else {
                    throw LatticeFault("A category has no id or no title.")
                }
                return Category(id: id, title: title, line: category["line"]?.text ?? "")
            }
        } catch {
            // The file is part of the program, and a test reads it.
            preconditionFailure("registry/vocabulary/categories.json: \(error)")
        }
    }()

    private static let byID = Dictionary(all.map { ($0.id, $0) }) { first, _ in first }

    public static func named(_ id: String) -> Category? { byID[id] }
}

extension Fields {
    /// A list of categories' ids, none twice; nil where the field is not there.
    func optionalCategories(_ key: String, count: ClosedRange<Int>) -> [String]? {
        let ids = optionalTexts(key, .title, count: count)
        for (index, id) in (ids ?? []).enumerated() { known(id, at: "\(key)[\(index + 1)]") }
        return ids
    }

    func category(_ key: String) -> String {
        let id = text(key, .title)
        if !id.isEmpty { known(id, at: key) }
        return id
    }

    private func known(_ id: String, at place: String) {
        guard Category.named(id) == nil else { return }
        fault(
            place, "“\(id)” is not a category.",
            "Write one of \(Category.all.map(\.id).joined(separator: ", ")).")
    }
}
