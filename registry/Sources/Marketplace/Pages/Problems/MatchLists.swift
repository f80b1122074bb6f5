import Catalogue
import HTML
import Matching
import Ranking

/// The lists of a problem's page: what fits, nearly fits, shares few words, or was set aside.
struct MatchLists {
    let sheet: MatchSheet
    let present: Snapshot
    let view: ProblemView
    /// Whether the problem is in the catalogue, so that there are addresses about it.
    var isStanding = true

    private var problem: Problem { sheet.shortlist.problem }

    var html: HTML {
        """
        <div id="matches">\(fitting)\(nearly)\(weaker)\(setAside)</div>

        """
    }

    private var fitting: HTML {
        guard !sheet.fitting.isEmpty else { return nothing }
        return """
            <h2 class="unseen">What fits</h2>
            <ol class="rows" id="fitting">\(sheet.fitting.map(place))</ol>
            """
    }

    private var nothing: HTML {
        let ways: HTML =
            isStanding
            ? """
            It stays here until something does: \
            <a href="/problems/\(problem.id)/feed">follow it by feed</a>, and suppliers read it \
            under <a href="/unmet-needs">unmet needs</a>.
            """
            : "Publish it, and suppliers read it under <a href=\"/unmet-needs\">unmet needs</a>."
        let musts: HTML =
            sheet.nearly.isEmpty && sheet.setAside.isEmpty
            ? "No solution shares enough words with it."
            : "What shares words with it fails a must; below is what and why."
        return "<p class=\"caution\">\(musts) \(ways)</p>"
    }

    private var nearly: HTML {
        guard !sheet.nearly.isEmpty else { return "" }
        return """
            <h2>Nearly</h2>
            <ol class="rows" id="nearly">\(sheet.nearly.map(rejection))</ol>
            """
    }

    private var weaker: HTML {
        guard !sheet.weaker.isEmpty else { return "" }
        let names = sheet.weaker.map(place)
        return """
            <details class="more"\(attribute: "open", view.isLong)><summary>\
            \(counted(names.count, "solution")) more that no must leaves out, with fewer words in \
            common</summary>
            <ol class="rows">\(names)</ol></details>
            """
    }

    private var setAside: HTML {
        guard !sheet.setAside.isEmpty else { return "" }
        return """
            <details class="more"><summary>\(counted(sheet.setAside.count, "solution")) set aside by \
            more than one must</summary>
            <ol class="rows">\(sheet.setAside.map(rejection))</ol></details>
            """
    }

    private func place(_ place: Shortlist.Place) -> HTML {
        guard let solution = present.solution(place.match.solution) else { return "" }
        var row = SolutionRow(solution: solution, present: present)
        row.share = place.match.share
        row.passages = place.words.passages
        row.musts = place.match.musts
        row.wants = place.match.wants
        row.remark = why(place)
        row.reasons =
            WordTable(words: place.words, share: place.match.share, name: solution.name).html
        row.problem = isStanding ? problem.id : nil
        row.isChoosable = isStanding
        return row.html
    }

    private func why(_ place: Shortlist.Place) -> HTML? {
        var most: [String] = []
        for word in place.words.byWord where word.kind != .feedback && most.count < 3 {
            // A word of two neighbours that stand there already says nothing new.
            if !most.contains(where: { $0.contains(word.words) }) { most.append(word.words) }
        }
        return most.isEmpty ? nil : "\(most.map { "“\($0)”" }.listed) gave most."
    }

    private func rejection(_ rejection: Shortlist.Rejection) -> HTML {
        guard let solution = present.solution(rejection.match.solution) else { return "" }
        let failed = Set(rejection.failures.map(\.requirement))
        let words = present.matcher.explanation(of: problem, solution)
        var row = SolutionRow(solution: solution, present: present)
        row.share = rejection.match.share
        row.passages = words.passages
        row.musts =
            rejection.failures + rejection.match.musts.filter { !failed.contains($0.requirement) }
        row.remark = "But for this it would be \(ordinal(rejection.wouldRank))."
        row.reasons =
            WordTable(words: words, share: rejection.match.share, name: solution.name).html
        row.problem = isStanding ? problem.id : nil
        row.isChoosable = isStanding
        return row.html
    }
}

/// `first`, `second`, up to `tenth`, and then `11th`.
func ordinal(_ number: Int) -> String {
    let words = [
        "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth",
        "tenth",
    ]
    if (1...10).contains(number) { return words[number - 1] }
    if (11...13).contains(number % 100) { return "\(number)th" }
    return switch number % 10 {
    case 1: "\(number)st"
    case 2: "\(number)nd"
    case 3: "\(number)rd"
    default: "\(number)th"
    }
}
