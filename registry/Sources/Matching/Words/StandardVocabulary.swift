private import Foundation
public import Ranking

extension Vocabulary {
    /// The program's own: `registry/vocabulary/synonyms.json`.
    public static let standard: Vocabulary = {
        do {
            return try Vocabulary(json: Data(PackageResources.synonyms_json))
        } catch {
            // The file is part of the program, and a test reads it.
            preconditionFailure("registry/vocabulary/synonyms.json: \(error)")
        }
    }()
}
