import HTML
import Matching
import Ranking

/// Which words of a need met which sentence of a solution, and what each gave.
struct WordTable {
    let words: [WordEvidence]
    let share: Double
    let name: String

    /// The most lines; what is left is summed up in one.
    private static let linesAtMost = 12

    var html: HTML {
        guard !words.isEmpty else { return "" }
        return """
            <details class="reasons"><summary>Which words met which sentence\
            <span class="unseen"> of \(name)</span></summary>
            \(scrolling("Words that met \(name)", table))</details>
            """
    }

    private var table: HTML {
        let shown = words.prefix(Self.linesAtMost)
        let left = words.dropFirst(Self.linesAtMost)
        let rest: HTML =
            left.isEmpty
            ? ""
            : """
            <tr><td class="n">\(points(left.reduce(0) { $0 + $1.share }))</td>\
            <td colspan="2">\(counted(left.count, "word")) more, each with less</td></tr>
            """
        return """
            <table><caption class="unseen">What each word gave</caption>\
            <thead><tr><th scope="col" class="n">Of 100</th><th scope="col">Words of the problem</th>\
            <th scope="col">Met in</th></tr></thead><tbody>\(shown.map(row))\(rest)</tbody>\
            <tfoot><tr><td class="n">\(points(share))</td><td colspan="2">of the 100 that a solution \
            would have that met every word of the problem as often as can be</td></tr></tfoot></table>
            """
    }

    private func row(_ part: WordEvidence) -> HTML {
        """
        <tr><td class="n">\(points(part.share))\(bar(part.share / largest))</td>\
        <td>\(part.words)\(kind(part))</td>\
        <td><span class="small quiet">\(part.field.title)</span><br>\
        \(marked(part.sentence, at: part.places))</td></tr>
        """
    }

    /// The bars are measured by the largest; the numbers say what it is.
    private var largest: Double { max(words.map(\.share).max() ?? 1, .leastNormalMagnitude) }

    private func points(_ share: Double) -> String {
        let tenths = Int((share * 1_000).rounded())
        return "\(tenths / 10).\(tenths % 10)"
    }

    private func kind(_ part: WordEvidence) -> HTML {
        switch part.kind {
        case .word: ""
        case .phrase: "<br><span class=\"small quiet\">together</span>"
        case .synonym: "<br><span class=\"small quiet\">by a synonym</span>"
        case .feedback: "<br><span class=\"small quiet\">taken from the best matches</span>"
        }
    }
}
