import Catalogue
import HTML
import Matching

/// A solution: what its supplier says, what can be held against it, and the problems it fits.
struct SolutionPage {
    let solution: Solution
    /// All its versions, the oldest first; the last is the one shown.
    let versions: [Versioned<Solution>]
    let present: Snapshot
    /// The problem in whose light it is read.
    let problem: Problem?

    var page: Page {
        Page(title: solution.name, section: .search, main: main)
    }

    private var main: HTML {
        """
        <p class="back">\(back)</p>
        <h1>\(solution.name)</h1>
        <p class="lead">\(solution.summary)</p>
        <p class="meta">\(supplier)</p>
        \(light)
        <div class="two"><div><h2>Problems it tackles</h2>
        <ul class="told">\(solution.problemsTackled.map(line))</ul>
        <h2>What it does</h2><div class="prose">\(paragraphs(solution.description))</div>
        \(points("Features", solution.features))\(points("Benefits", solution.benefits))</div>
        <div>\(SolutionFacts(solution: solution, present: present).html)</div></div>
        \(EvidenceList(solution: solution, present: present).html)
        \(fitting)\(QualityNotes(solution: solution).html)\(past)
        """
    }

    private var back: HTML {
        guard let problem else { return "<a href=\"/\">Search</a>" }
        return "<a href=\"/problems/\(problem.id)\">\(problem.title)</a>"
    }

    private var supplier: HTML {
        let sample: HTML = solution.isSample ? "\(sampleMark) " : ""
        let size = present.organisation(solution.supplier)?.size.map { ", \($0.words)" } ?? ""
        return """
            \(sample)<a href="/organisations/\(solution.supplier)">\
            \(present.name(ofOrganisation: solution.supplier))</a>\(size) · <a href="/solutions/\(solution.id)/edit">Change or withdraw it</a>
            """
    }

    /// How it answers the problem that the reader came from.
    private var light: HTML {
        guard let problem else { return "" }
        let match = present.matcher.match(problem, solution, on: present.day)
        let words = present.matcher.explanation(of: problem, solution)
        let cost = solution.price.map { $0.yearly(for: problem.units).words }
        return """
            <section class="need"><h2>For “\(problem.title)”</h2>
            <div class="match">\(Fit(share: match.share).html)<div>\
            \(words.passages.prefix(2).map { "<p class=\"quote\">\($0.html)</p>" as HTML })\
            \(JudgementList(judgements: match.musts, terms: present.terms).html)\
            \(JudgementList(judgements: match.wants, terms: present.terms, areWants: true).html)\
            \(cost.map { "<p class=\"meta\">For \(problem.units.words): \($0)</p>" as HTML })\
            \(WordTable(words: words, share: match.share, name: solution.name).html)</div></div>\
            </section>
            """
    }

    private func line(_ text: String) -> HTML { "<li>\(text)</li>" }

    private func points(_ title: String, _ lines: [String]) -> HTML {
        guard !lines.isEmpty else { return "" }
        return "<h2>\(title)</h2><ul class=\"told\">\(lines.map(line))</ul>"
    }

    private var fitting: HTML {
        let matches = present.problems(for: solution)
        guard !matches.isEmpty else {
            return """
                <h2>Open problems it fits</h2><p class="meta">None stands at present. \
                <a href="/unmet-needs">Needs that nobody meets</a></p>
                """
        }
        return """
            <h2>Open problems it fits</h2>
            <ol class="rows">\(matches.map { ProblemRow(match: $0, present: present).html })</ol>
            """
    }

    private var past: HTML {
        guard let latest = versions.last else { return "" }
        let lines = versions.reversed().map { version -> HTML in
            "<li>Version \(version.revision), with version \(version.version) of the catalogue</li>"
        }
        return """
            <h2>Versions</h2><p class="meta">This is version \(latest.revision). Nothing is \
            overwritten: shortlists made with an earlier one can be made again.</p>
            <details class="more"><summary>\(counted(versions.count, "version"))</summary>\
            <ul class="plain">\(lines)</ul></details>
            """
    }
}

/// A problem in a list, and how a solution answers it.
struct ProblemRow {
    let match: Match
    let present: Snapshot

    var html: HTML {
        guard let problem = present.problem(match.problem) else { return "" }
        let sample: HTML = problem.isSample ? "\(sampleMark) " : ""
        return """
            <li class="match">\(Fit(share: match.share).html)<div>\
            <h3><a href="/problems/\(problem.id)">\(problem.title)</a></h3>\
            <p class="meta">\(sample)\(present.name(ofOrganisation: problem.council))\
            \(problem.budget.map { ", up to \($0.words)" } ?? "")</p>\
            \(JudgementList(judgements: match.musts, terms: present.terms).html)</div></li>

            """
    }
}
