import Catalogue
import HTML
import Matching

/// What a search found, page by page, and what to do where it found nothing.
struct ResultList {
    let sheet: SearchSheet
    let present: Snapshot

    private var view: SearchView { sheet.view }

    var html: HTML {
        guard !sheet.findings.isEmpty else { return nothing + weaker }
        guard !sheet.page.isEmpty else {
            let first = view.with { $0.page = 1 }.address
            return "<p>There is no such page. <a href=\"\(address: first)\">See the first</a>.</p>"
        }
        let start = (view.page - 1) * SearchView.rowsPerPage + 1
        return """
            <h2 class="unseen">Solutions</h2>
            <ol class="rows" start="\(start)">\(sheet.page.map(row))</ol>
            \(turning)\(ComparisonForm().html)\(weaker)
            """
    }

    private func row(_ finding: SearchOutcome.Found) -> HTML {
        var row = SolutionRow(solution: finding.solution, present: present)
        if let share = finding.share {
            let words = present.matcher.explanation(of: view.words, finding.solution)
            row.share = share
            row.passages = words.passages
            row.reasons =
                WordTable(words: words, share: share, name: finding.solution.name).html
        }
        row.musts = view.requirements.map {
            $0.judgement(of: finding.solution, for: Nobody.problem, on: present.day)
        }
        return row.html
    }

    private var turning: HTML {
        guard sheet.pages > 1 else { return "" }
        func turn(_ page: Int, _ words: String) -> HTML {
            "<a href=\"\(address: view.with { $0.page = page }.address)\">\(words)</a>"
        }
        let back: HTML = view.page > 1 ? turn(view.page - 1, "The page before") : ""
        let on: HTML = view.page < sheet.pages ? turn(view.page + 1, "The next page") : ""
        return """
            <nav class="turning" aria-label="Pages of the list"><p>Page \(view.page) of \
            \(sheet.pages)</p>\(back)\(on)</nav>
            """
    }

    private var weaker: HTML {
        guard !sheet.weaker.isEmpty, view.page >= sheet.pages else { return "" }
        let shown = sheet.weaker.prefix(SearchView.rowsPerPage)
        let names = shown.map { finding -> HTML in
            """
            <li><a href="/solutions/\(finding.solution.id)">\(finding.solution.name)</a> \
            <span class="meta">\(present.name(ofOrganisation: finding.solution.supplier)), \
            \(hundredths(finding.share ?? 0)) of 100. \(finding.solution.summary)</span></li>
            """
        }
        return """
            <details class="more"\(attribute: "open", sheet.findings.isEmpty)><summary>\
            \(counted(sheet.weaker.count, "solution")) more with a word or two in common</summary>
            <ul class="plain">\(names)</ul></details>
            """
    }

    /// Never an empty page without a way on.
    private var nothing: HTML {
        var ways: [HTML] = sheet.removals.filter { $0.count > 0 }.map { removal in
            """
            <li><a href="\(address: view.without(removal.choice).address)">Search without \
            “\(removal.choice.facet.chip(sheet.name(removal.choice)))”</a> \
            <span class="meta">\(counted(removal.count, "solution"))</span></li>
            """
        }
        if !view.chosen.isEmpty {
            ways.append(
                """
                <li><a href="\(address: view.with { $0.chosen = [:] }.address)">Search without any \
                filter</a></li>
                """)
        }
        if view.hasWords {
            ways.append("<li>Tell it in other words, as you would tell a colleague</li>")
        }
        ways.append(
            """
            <li><a href="/problems/new">Post it as a problem</a>: it stays, suppliers read it, and \
            you are told when something fits</li>
            """)
        ways.append("<li><a href=\"/\">See everything that is catalogued</a></li>")
        return """
            <p class="caution">Nothing that is catalogued answers this. From here you can:</p>
            <ul class="plain ways">\(ways)</ul>
            """
    }
}

extension SearchView {
    /// What was chosen, as requirements that can be judged with a reason.
    var requirements: [Requirement] {
        choices.compactMap { choice in
            switch choice.facet {
            case .assurance: Requirement(.assurance(choice.term))
            case .hosting: Requirement(.hosting(choice.term))
            case .framework: Requirement(.framework(choice.term))
            case .accessibility: Requirement(.accessibility(choice.term))
            case .deployment: Requirement(.deployment([choice.term]))
            case .evidence: Requirement(.evidenceFromCouncils(1))
            case .category, .size: nil
            }
        }
    }
}
