import Catalogue
import HTML
import Matching

/// A table with a column for each solution. On a narrow screen its cells stand beneath each other,
/// each with the name of its solution; the roles keep it a table for those who hear it.
struct ComparisonTable {
    let solutions: [Solution]
    let problem: Problem?
    let present: Snapshot

    private var lattices: Lattices { .standard }
    private let unsaid: HTML = "<span class=\"quiet\">not stated</span>"

    var html: HTML {
        """
        <table class="comparison" role="table"><caption class="unseen">Solutions side by side</caption>
        <thead role="rowgroup"><tr role="row"><td role="cell"></td>\(solutions.map(head))</tr></thead>
        <tbody role="rowgroup">\(rows)</tbody></table>
        """
    }

    private func head(_ solution: Solution) -> HTML {
        let light = problem.map { "?problem=\($0.id)" } ?? ""
        return """
            <th role="columnheader" scope="col"><a href="/solutions/\(solution.id)\(light)">\
            \(solution.name)</a></th>
            """
    }

    private func row(_ title: String, _ cell: (Solution) -> HTML) -> HTML {
        let cells = solutions.map { solution -> HTML in
            """
            <td role="cell"><span class="whose" aria-hidden="true">\(solution.name)</span>\
            \(cell(solution))</td>
            """
        }
        return "<tr role=\"row\"><th role=\"rowheader\" scope=\"row\">\(title)</th>\(cells)</tr>\n"
    }

    private var rows: HTML {
        var rows: [HTML] = []
        if let problem {
            rows.append(
                row("Words met") { solution in
                    let match = present.matcher.match(problem, solution, on: present.day)
                    return "\(hundredths(match.share)) of 100\(bar(match.share))"
                })
            rows.append(
                row("A year costs") { solution in
                    solution.price.map { HTML(escaping: $0.yearly(for: problem.units).words) }
                        ?? unsaid
                })
            rows += problem.musts.map { requirement("Must: ", $0, problem) }
            rows += problem.wants.map { requirement("Wanted: ", $0, problem) }
        }
        rows.append(
            row("Supplier") { solution in
                let size =
                    present.organisation(solution.supplier)?.size.map { ", \($0.words)" } ?? ""
                return "\(present.name(ofOrganisation: solution.supplier))\(size)"
            })
        rows.append(row("In short") { "\($0.summary)" })
        rows.append(row("Problems it tackles") { list($0.problemsTackled) })
        rows.append(row("Price") { $0.price.map { HTML(escaping: $0.words) } ?? unsaid })
        rows.append(row("Certificates") { certificates($0) })
        rows.append(
            row("Data is kept in") {
                $0.hosting.map { HTML(escaping: lattices.hosting.name(of: $0)) } ?? unsaid
            })
        rows.append(
            row("Accessibility") {
                $0.accessibility.map { HTML(escaping: lattices.accessibility.name(of: $0)) }
                    ?? unsaid
            })
        rows.append(row("Connects to") { $0.integrations.map { list($0) } ?? unsaid })
        rows.append(
            row("Used by") { solution in
                solution.evidence.map { evidence in
                    list(evidence.map { present.name(ofOrganisation: $0.council) })
                } ?? unsaid
            })
        return rows.joined()
    }

    private func requirement(
        _ start: String, _ requirement: Requirement, _ problem: Problem
    ) -> HTML {
        row(start + requirement.words(in: problem.currency, present.terms)) { solution in
            JudgementList(
                judgements: [requirement.judgement(of: solution, for: problem, on: present.day)],
                terms: present.terms
            ).html
        }
    }

    private func list(_ lines: [String]) -> HTML {
        guard !lines.isEmpty else { return "none" }
        return "<ul class=\"told\">\(lines.map { "<li>\($0)</li>" as HTML })</ul>"
    }

    private func certificates(_ solution: Solution) -> HTML {
        guard let assurances = solution.assurances else { return unsaid }
        guard !assurances.isEmpty else { return "none" }
        return JudgementList(
            judgements: assurances.map {
                Requirement(.assurance($0.scheme))
                    .judgement(of: solution, for: Nobody.problem, on: present.day)
            }, terms: present.terms
        ).html
    }
}
