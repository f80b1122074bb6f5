import Catalogue
import HTML
import Matching

/// All councils and suppliers.
struct OrganisationListPage {
    let present: Snapshot

    var page: Page { Page(title: heading, section: .organisations, main: main) }

    private var councils: [Organisation] { present.organisations(.council) }
    private var suppliers: [Organisation] { present.organisations(.supplier) }

    private var heading: String {
        "\(counted(councils.count, "council").capitalizedFirst) and \(counted(suppliers.count, "supplier"))"
    }

    private var main: HTML {
        """
        <h1>\(heading)</h1>
        <p class="lead">Who states problems here, and who offers solutions.</p>
        <div class="two even"><section><h2>Councils</h2><ul class="plain">\(councils.map(council))</ul>\
        </section><section><h2>Suppliers</h2><ul class="plain">\(suppliers.map(supplier))</ul></section>\
        </div>
        """
    }

    private func council(_ organisation: Organisation) -> HTML {
        let count = present.problems(of: organisation.id).count
        let now: HTML =
            organisation.replacedBy.map {
                ", now <a href=\"/organisations/\($0)\">\(present.name(ofOrganisation: $0))</a>"
            } ?? ""
        return """
            <li><a href="/organisations/\(organisation.id)">\(organisation.name)</a> \
            <span class="meta">\(counted(count, "problem"))\(now)</span></li>
            """
    }

    private func supplier(_ organisation: Organisation) -> HTML {
        let count = present.solutions(of: organisation.id).count
        let size = organisation.size.map { ", \($0.words)" } ?? ""
        return """
            <li><a href="/organisations/\(organisation.id)">\(organisation.name)</a> \
            <span class="meta">\(counted(count, "solution"))\(size)</span></li>
            """
    }
}

/// One council with its problems and what it offers, or one supplier with its solutions.
struct OrganisationPage {
    let organisation: Organisation
    let present: Snapshot

    var page: Page { Page(title: organisation.name, section: .organisations, main: main) }

    private var main: HTML {
        """
        <p class="back"><a href="/organisations">Councils and suppliers</a></p>
        <h1>\(organisation.name)</h1>
        <p class="lead">\(lead)</p>
        \(entries)
        """
    }

    private var lead: HTML {
        var parts: [HTML] = []
        if organisation.isSample { parts.append("A sample: it is invented") }
        parts.append(organisation.kind == .council ? "A council" : "A supplier")
        if let size = organisation.size { parts.append(HTML(escaping: size.words)) }
        if let population = organisation.population {
            parts.append("\(grouped(population)) people")
        }
        for identifier in organisation.identifiers {
            parts.append("\(identifier.scheme) \(identifier.id)\(period(identifier.period))")
        }
        if let website = organisation.website {
            parts.append("<a href=\"\(address: website)\" rel=\"nofollow\">\(website)</a>")
        }
        if let next = organisation.replacedBy {
            parts.append(
                "now <a href=\"/organisations/\(next)\">\(present.name(ofOrganisation: next))</a>")
        }
        return parts.joined(separator: " · ")
    }

    private func period(_ period: Period) -> String {
        switch (period.from, period.until) {
        case (_, let until?): " until \(until.spoken)"
        case (let from?, nil): " since \(from.spoken)"
        case (nil, nil): ""
        }
    }

    private var entries: HTML {
        switch organisation.kind {
        case .supplier: solutions ?? "<p>It has catalogued nothing.</p>"
        case .council: "\(problems)\(solutions ?? "")"
        }
    }

    private var solutions: HTML? {
        let rows = present.solutions(of: organisation.id)
            .map { SolutionRow(solution: $0, present: present).html }
        guard !rows.isEmpty else { return nil }
        return """
            <h2>\(counted(rows.count, "solution").capitalizedFirst)</h2>
            <ol class="rows">\(rows)</ol>\(ComparisonForm().html)
            """
    }

    private var problems: HTML {
        let problems = present.problems(of: organisation.id)
        guard !problems.isEmpty else { return "<p>It has stated no problem.</p>" }
        return """
            <h2>\(counted(problems.count, "problem").capitalizedFirst)</h2>
            <ul class="plain">\(problems.map(problem))</ul>
            """
    }

    private func problem(_ problem: Problem) -> HTML {
        """
        <li><a href="/problems/\(problem.id)">\(problem.title)</a> \
        <span class="meta">\(problem.status.words)</span></li>
        """
    }
}
