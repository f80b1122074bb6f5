import Catalogue
import HTML
import Matching

/// What would match a problem that is being written. The script asks for it again while somebody
/// writes; without it, a button does.
struct DraftMatches {
    let filled: Filled
    let present: Snapshot
    var isAsked = true

    private static let most = 8

    var html: HTML {
        guard isAsked, let sketch = ProblemDraft(filled: filled).sketch else {
            return """
                <div id="draft-matches"><p class="meta">Write a sentence or two, and see here what is \
                catalogued for it.</p></div>
                """
        }
        let sheet = MatchSheet(present.shortlist(for: sketch, limit: Self.most), in: present)
        let removed = sheet.shortlist.considered - sheet.shortlist.admitted
        let musts: HTML =
            removed > 0
            ? "<p class=\"meta\">\(sheet.removals(present.terms))</p>" : ""
        return """
            <div id="draft-matches"><p id="draft-count"><b>\(sheet.heading)</b></p>\(musts)\
            <ol class="rows">\(sheet.fitting.map(place))</ol>\(nearly(sheet))</div>
            """
    }

    private func place(_ place: Shortlist.Place) -> HTML {
        row(
            place.match.solution, place.match.share,
            place.words.passages.first { $0.field != .name }?.html)
    }

    private func nearly(_ sheet: MatchSheet) -> HTML {
        guard !sheet.nearly.isEmpty else { return "" }
        let rows = sheet.nearly.map { rejection in
            row(
                rejection.match.solution, rejection.match.share,
                "\(rejection.failures.map { $0.words(present.terms) }.joined(separator: " "))")
        }
        return "<h3>Nearly</h3><ol class=\"rows\">\(rows)</ol>"
    }

    private func row(_ id: String, _ share: Double, _ quote: HTML?) -> HTML {
        guard let solution = present.solution(id) else { return "" }
        return """
            <li class="match">\(Fit(share: share).html)<div><h3><a href="/solutions/\(id)">\
            \(solution.name)</a></h3>\(quote.map { "<p class=\"meta\">\($0)</p>" as HTML })</div></li>
            """
    }
}
