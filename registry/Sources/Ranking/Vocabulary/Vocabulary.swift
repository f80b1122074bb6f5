public import Foundation

/// Words of a field that mean the same: acronyms and what they stand for, old names and new ones.
///
/// It is data with a version, kept in `registry/vocabulary/synonyms.json`:
///
///     { "version": 1,
///       "groups": [ { "terms": ["EHCP", "EHC plan", "education health and care plan"],
///                     "note": "Children and Families Act 2014, section 37." } ] }
public struct Vocabulary: Sendable, Equatable, Codable {
    /// Expressions that mean the same.
    public struct Group: Sendable, Equatable, Codable {
        /// Two or more, each of one word or several.
        public var terms: [String]
        /// The expressions that count in capitals only, because the same letters are an ordinary
        /// word: `SEND`. They must be among `terms`.
        public var capitals: [String]?
        /// Where this comes from, or why it is here.
        public var note: String?

        public init(terms: [String], capitals: [String]? = nil, note: String? = nil) {
            self.terms = terms
            self.capitals = capitals
            self.note = note
        }
    }

    /// Counts up with every change; 0 for no vocabulary.
    public var version: Int
    public var groups: [Group]

    public init(version: Int = 0, groups: [Group] = []) {
        self.version = version
        self.groups = groups
    }

    /// Reads the file.
    ///
    /// - Throws: `VocabularyError`, or Foundation's `DecodingError` where it is not such JSON.
    public init(json: Data) throws {
        self = try JSONDecoder().decode(Vocabulary.self, from: json)
        for (index, group) in groups.enumerated() {
            guard group.terms.count >= 2 else {
                throw VocabularyError.tooFewTerms(group: index + 1)
            }
            if let word = group.capitals?.first(where: { !group.terms.contains($0) }) {
                throw VocabularyError.capitalsOutsideGroup(group: index + 1, word: word)
            }
        }
    }
}

/// What is wrong with a vocabulary. Groups count from 1.
public enum VocabularyError: Error, Equatable, CustomStringConvertible {
    case tooFewTerms(group: Int)
    case capitalsOutsideGroup(group: Int, word: String)

    public var description: String {
        switch self {
        case .tooFewTerms(let group):
            "Reading the vocabulary: group \(group) has fewer than two expressions. Add one, or remove the group."
        case .capitalsOutsideGroup(let group, let word):
            "Reading the vocabulary: group \(group) lists “\(word)” in capitals, but not in terms. Add it there."
        }
    }
}
