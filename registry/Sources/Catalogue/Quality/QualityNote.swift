/// A hint to a supplier, and a warning to a reader: what makes an entry hard to judge or looks like
/// an attempt to be found for everything. Nothing is refused for it.
public struct QualityNote: Hashable, Sendable {
    public enum Kind: String, Hashable, Sendable { case thin, stuffed }

    public let kind: Kind
    public let field: String
    /// What was noticed and what would be better.
    public let advice: String
}

extension Solution {
    /// Thin fields first, then stuffed ones; empty for a good entry.
    public var qualityNotes: [QualityNote] { thinness + stuffing }

    private var thinness: [QualityNote] {
        var notes: [QualityNote] = []
        func thin(_ field: String, _ advice: String) {
            notes.append(QualityNote(kind: .thin, field: field, advice: advice))
        }
        if words(in: description) < 40 {
            thin(
                "description",
                "It has fewer than 40 words. Say who uses it and what changes for them.")
        }
        if problemsTackled.count < 2 {
            thin(
                "problemsTackled", "There is only one. Councils search by their problems: add more."
            )
        }
        if categories.isEmpty {
            thin("categories", "There is none. Councils who browse by category do not see it.")
        }
        if price == nil {
            thin("price", "There is no price. Councils compare by what a year costs.")
        }
        if (assurances ?? []).isEmpty {
            thin(
                "assurances",
                "None is stated. A council that needs one cannot tell that it is held.")
        }
        for assurance in assurances ?? []
        where assurance.status == .held && assurance.period == Period() {
            let lattice = Lattices.standard.assurance
            guard lattice.months(of: assurance.scheme) != nil else { continue }
            thin(
                "assurances",
                "\(lattice.name(of: assurance.scheme)) has no dates. Say until when it is held.")
        }
        if hosting == nil { thin("hosting", "Say where data is kept.") }
        if accessibility == nil { thin("accessibility", "Say which level of WCAG it meets.") }
        if (evidence ?? []).isEmpty {
            thin("evidence", "There is none. Name a council that uses it and what came of it.")
        }
        return notes
    }

    private var stuffing: [QualityNote] {
        var notes: [QualityNote] = []
        func stuffed(_ field: String, _ advice: String) {
            notes.append(QualityNote(kind: .stuffed, field: field, advice: advice))
        }
        for (field, text) in [("summary", summary), ("description", description)] {
            if let word = overusedWord(in: text) {
                stuffed(field, "“\(word)” stands there very often. Repeating a word gains nothing.")
            }
            if readsLikeAList(text) {
                stuffed(field, "It reads like a list of search words. Write sentences.")
            }
        }
        let points = (problemsTackled + features + benefits).map { $0.lowercased() }
        if Set(points).count < points.count {
            stuffed("features", "The same line stands in several lists. Say each thing once.")
        }
        if name.count > 12, name == name.uppercased(), name != name.lowercased() {
            stuffed("name", "It is in capitals. Write it as one writes a name.")
        }
        return notes
    }

    private func words(in text: String) -> Int { text.split(whereSeparator: \.isWhitespace).count }

    /// A word of five letters or more that is every tenth word of a text, and five times there.
    private func overusedWord(in text: String) -> String? {
        let words = text.lowercased().split { !$0.isLetter && !$0.isNumber }
        let counts = Dictionary(words.filter { $0.count >= 5 }.map { ($0, 1) }, uniquingKeysWith: +)
        return counts.filter { $0.value >= 5 && $0.value * 10 >= words.count }
            .max { ($0.value, $1.key) < ($1.value, $0.key) }.map { String($0.key) }
    }

    /// Prose has the little words between the others: of twenty words of English, five and more.
    private func readsLikeAList(_ text: String) -> Bool {
        let words = text.lowercased().split { !$0.isLetter && $0 != "’" && $0 != "'" }
        guard words.count >= 20 else { return false }
        return words.count { Solution.littleWords.contains(String($0)) } * 7 < words.count
    }

    private static let littleWords: Set<String> = [
        "a", "an", "and", "are", "as", "at", "be", "but", "by", "can", "for", "from", "has", "have",
        "in", "into", "is", "it", "its", "not", "of", "on", "one", "or", "so", "than", "that",
        "the", "their", "them", "then", "they", "this", "to", "was", "what", "when", "where",
        "which", "who", "with", "without", "you", "your", "we", "our", "no", "all", "each", "every",
    ]
}
