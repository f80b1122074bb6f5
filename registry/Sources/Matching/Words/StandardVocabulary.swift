import Catalogue
public import Ranking

extension Vocabulary {
    /// The program's own: `registry/vocabulary/synonyms.json`.
    public static let standard: Vocabulary = {
        do {
            let json = try JSON(parsing: PackageResources.synonyms_json)
            guard case .number(let version) = json["version"] else {
                throw VocabularyFault(description: "The version is missing.")
            }
            let groups = try (json["groups"]?.elements ?? []).map { group in
                let words = (group["terms"]?.elements ?? []).compactMap(\.text)
                let capitals = group["capitals"]?.elements?.compactMap(\.text)
                guard words.count >= 2, Set(capitals ?? []).isSubset(of: words) else {
                    throw VocabularyFault(description: "The group \(words) is not one.")
                }
                return Group(words: words, capitals: capitals, note: group["note"]?.text)
            }
            return Vocabulary(version: version, groups: groups)
        } catch {
            // The file is part of the program, and a test reads it.
            preconditionFailure("registry/vocabulary/synonyms.json: \(error)")
        }
    }()
}

private struct VocabularyFault: Error {
    let description: String
}
