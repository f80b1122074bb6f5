import HTML
import Matching
import Ranking

/// A word of a need, or two neighbours, with every sentence of a solution that it met.
struct MetWord {
    let words: String
    let kind: CompiledNeed.Kind
    /// What all the sentences gave together, as a part of the most there could be.
    let share: Double
    /// What gave most first.
    let parts: [WordEvidence]
}

extension [WordEvidence] {
    /// By word, what gave most first.
    var byWord: [MetWord] {
        let groups = Dictionary(grouping: self) { [$0.words, $0.kind.rawValue] }
        return groups.values.map { parts in
            let parts = parts.sorted { $0.share > $1.share }
            return MetWord(
                words: parts[0].words, kind: parts[0].kind,
                share: parts.reduce(0) { $0 + $1.share }, parts: parts)
        }.sorted { $0.share != $1.share ? $0.share > $1.share : $0.words < $1.words }
    }
}

/// Which words of a need met which sentence of a solution, and what each gave.
struct WordTable {
    let words: [MetWord]
    let share: Double
    let name: String

    init(words: [WordEvidence], share: Double, name: String) {
        self.words = words.byWord
        self.share = share
        self.name = name
    }

    /// The most words; what is left is summed up in one line.
    private static let wordsAtMost = 8
    /// The most sentences of one word.
    private static let sentencesAtMost = 2

    var html: HTML {
        guard !words.isEmpty else { return "" }
        return """
            <details class="reasons"><summary>Which words met which sentence\
            <span class="unseen"> of \(name)</span></summary>
            \(scrolling("Words that met \(name)", table))</details>
            """
    }

    private var table: HTML {
        let left = words.dropFirst(Self.wordsAtMost)
        let rest: HTML =
            left.isEmpty
            ? ""
            : """
            <tr><td class="n">\(points(left.reduce(0) { $0 + $1.share }))</td>\
            <td colspan="2">\(counted(left.count, "word")) more, each with less</td></tr>
            """
        return """
            <table><caption class="unseen">What each word gave</caption>\
            <thead><tr><th scope="col" class="n">Of 100</th><th scope="col">Words</th>\
            <th scope="col">Met in</th></tr></thead>\
            <tbody>\(words.prefix(Self.wordsAtMost).map(row))\(rest)</tbody>\
            <tfoot><tr><td class="n">\(points(share))</td><td colspan="2">of the 100 that a solution \
            would have that met every word as often as can be</td></tr></tfoot></table>
            """
    }

    private func row(_ word: MetWord) -> HTML {
        let left = word.parts.count - Self.sentencesAtMost
        let more: HTML =
            left > 0 ? "<p class=\"quiet\">and in \(counted(left, "sentence")) more</p>" : ""
        return """
            <tr><td class="n">\(points(word.share))\(bar(word.share / largest))</td>\
            <td>\(word.words)\(kind(word))</td>\
            <td>\(word.parts.prefix(Self.sentencesAtMost).map(sentence))\(more)</td></tr>
            """
    }

    private func sentence(_ part: WordEvidence) -> HTML {
        """
        <p>\(marked(part.sentence, at: part.places)) \
        <span class="quiet">\(part.field.title)</span></p>
        """
    }

    /// The bars are measured by the largest; the numbers say what it is.
    private var largest: Double { max(words.first?.share ?? 1, .leastNormalMagnitude) }

    private func points(_ share: Double) -> String {
        let tenths = Int((share * 1_000).rounded())
        return "\(tenths / 10).\(tenths % 10)"
    }

    private func kind(_ word: MetWord) -> HTML {
        switch word.kind {
        case .word: ""
        case .phrase: "<br><span class=\"quiet\">side by side</span>"
        case .synonym: "<br><span class=\"quiet\">by a synonym</span>"
        case .feedback: "<br><span class=\"quiet\">from the best matches</span>"
        }
    }
}
