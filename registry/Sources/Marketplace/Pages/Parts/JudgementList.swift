import Catalogue
import HTML

/// What became of musts or wants, each with its reason.
struct JudgementList {
    let judgements: [Judgement]
    let terms: Terms
    var areWants = false

    var html: HTML {
        guard !judgements.isEmpty else { return "" }
        return """
            <ul class="musts">\(judgements.map(item))</ul>
            """
    }

    private func item(_ judgement: Judgement) -> HTML {
        let (name, word): (String, String) =
            switch judgement.verdict {
            case .met: ("met", areWants ? "Wanted and met" : "Met")
            case .notMet: ("not", areWants ? "Wanted and not met" : "Not met")
            case .notStated: ("unsaid", areWants ? "Wanted and not stated" : "Not stated")
            }
        let seen: HTML =
            areWants ? "<span class=\"wanted\">Wanted:</span> " : ""
        return """
            <li class="\(name)"><span class="unseen">\(word):</span> \(seen)\
            \(judgement.words(terms))</li>
            """
    }
}
