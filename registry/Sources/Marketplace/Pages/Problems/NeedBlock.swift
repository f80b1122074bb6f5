import Catalogue
import HTML

/// What a council wrote, the beginning at once and the whole to open.
struct NeedBlock {
    let problem: Problem
    let revision: Int
    let present: Snapshot

    var html: HTML {
        """
        <section class="need" aria-label="The problem"><h2 class="title">\(problem.title)</h2>
        <p class="meta">\(standing)</p>
        <details><summary>Read it as the council wrote it</summary>
        <div class="prose">\(paragraphs(problem.statement))</div>\(background)
        \(figures)</details></section>
        """
    }

    private var standing: HTML {
        let sample: HTML = problem.isSample ? "\(sampleMark) " : ""
        let council: HTML = """
            <a href="/organisations/\(problem.council)">\
            \(present.name(ofOrganisation: problem.council))</a>
            """
        let state =
            switch problem.status {
            case .open: "open: the council is told when something new fits"
            case .closed: "closed"
            case .nothingSuitable: "the council looked and found nothing suitable"
            }
        let money = problem.budget.map { ", up to \($0.words)" } ?? ""
        let end = problem.deadline.map { ", wanted by \($0.spoken)" } ?? ""
        return """
            \(sample)\(council), \(state)\(money)\(end) · \
            <a href="/problems/\(problem.id)/edit">Change or withdraw it</a>
            """
    }

    private var background: HTML {
        var html = HTML()
        if let affected = problem.affected {
            html += "<h3>Who is affected</h3><div class=\"prose\">\(paragraphs(affected))</div>"
        }
        if let tried = problem.tried {
            html += "<h3>What was tried</h3><div class=\"prose\">\(paragraphs(tried))</div>"
        }
        return html
    }

    private var figures: HTML {
        var pairs: [(name: String, value: HTML)] = []
        func add(_ name: String, _ value: String) { pairs.append((name, HTML(escaping: value))) }
        add("Phase", problem.phase.words)
        if let budget = problem.budget { add("Budget", budget.words) }
        if let deadline = problem.deadline { add("Wanted by", deadline.spoken) }
        if !problem.units.isEmpty { add("Prices are compared for", problem.units.words) }
        if !problem.categories.isEmpty {
            add("Filed under", problem.categories.map(present.terms.title(ofCategory:)).listed)
        }
        add("Version", "\(revision)")
        return facts(pairs)
    }
}
