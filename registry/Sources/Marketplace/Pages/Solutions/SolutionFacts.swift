import Catalogue
import HTML
import Matching

/// What can be held against a solution: price, certificates with their dates, frameworks, where data
/// is kept and so on, each with what is not stated.
struct SolutionFacts {
    let solution: Solution
    let present: Snapshot

    private var lattices: Lattices { .standard }

    var html: HTML {
        let unsaid: HTML = "<span class=\"quiet\">not stated</span>"
        return """
            <h2>To check</h2>
            \(facts([
                ("Price, without VAT", solution.price.map { HTML(escaping: $0.words) } ?? unsaid),
                ("Data is kept in", solution.hosting.map { HTML(escaping: lattices.hosting.name(of: $0)) } ?? unsaid),
                ("It is run in", ways ?? unsaid),
                ("Accessibility", solution.accessibility.map { HTML(escaping: lattices.accessibility.name(of: $0)) } ?? unsaid),
                ("It connects to", solution.integrations.map { listed($0) } ?? unsaid),
                ("Filed under", categories),
            ]))
            <h3>Certificates on \(present.day.spoken)</h3>
            \(certificates)
            <h3>Frameworks on \(present.day.spoken)</h3>
            \(frameworks)
            """
    }

    private func listed(_ texts: [String]) -> HTML {
        texts.isEmpty ? "nothing" : HTML(escaping: texts.listed)
    }

    private var ways: HTML? {
        solution.deployment.map { listed($0.map { lattices.deployment.name(of: $0) }) }
    }

    private var categories: HTML {
        solution.categories.map {
            "<a href=\"/?category=\($0)\">\(present.terms.title(ofCategory: $0))</a>" as HTML
        }.joined(separator: ", ")
    }

    private var certificates: HTML {
        guard let assurances = solution.assurances else {
            return "<p class=\"meta\">Not stated.</p>"
        }
        guard !assurances.isEmpty else {
            return "<p class=\"meta\">It states that it has none.</p>"
        }
        let judged = assurances.map { assurance in
            Requirement(.assurance(assurance.scheme))
                .judgement(of: solution, for: Nobody.problem, on: present.day)
        }
        let scopes = assurances.filter { $0.scope != nil }.map { assurance -> HTML in
            """
            <p class="meta">\(lattices.assurance.name(of: assurance.scheme)) is for: \
            \(assurance.scope ?? "")</p>
            """
        }
        return JudgementList(judgements: judged, terms: present.terms).html + scopes.joined()
    }

    private var frameworks: HTML {
        guard let memberships = solution.frameworks else {
            return "<p class=\"meta\">Not stated.</p>"
        }
        guard !memberships.isEmpty else {
            return "<p class=\"meta\">It states that it is on none.</p>"
        }
        let judged = memberships.map { membership in
            Requirement(.framework(membership.framework))
                .judgement(of: solution, for: Nobody.problem, on: present.day)
        }
        return JudgementList(judgements: judged, terms: present.terms).html
    }
}

/// The councils that use a solution, and with what result.
struct EvidenceList {
    let solution: Solution
    let present: Snapshot

    var html: HTML {
        guard let evidence = solution.evidence else {
            return "<h2>Evidence</h2><p class=\"meta\">Not stated.</p>"
        }
        guard !evidence.isEmpty else {
            return "<h2>Evidence</h2><p class=\"meta\">No council uses it yet.</p>"
        }
        return """
            <h2>Evidence</h2>
            <ul class="told wide">\(evidence.map(item))</ul>
            """
    }

    private func item(_ evidence: Evidence) -> HTML {
        let name = present.name(ofOrganisation: evidence.council)
        let council: HTML =
            present.organisation(evidence.council) == nil
            ? "\(name)" : "<a href=\"/organisations/\(evidence.council)\">\(name)</a>"
        return
            "<li>\(evidence.result) <span class=\"meta\">\(council), since \(month(evidence.since))</span></li>"
    }

    /// `March 2024` for `2024-03`.
    private func month(_ text: String) -> String {
        guard let day = Day(text + "-01") else { return text }
        return day.spoken.split(separator: " ").dropFirst().joined(separator: " ")
    }
}

/// What makes an entry hard to judge or looks like stuffing, for everybody to see.
struct QualityNotes {
    let solution: Solution

    var html: HTML {
        let notes = solution.qualityNotes
        guard !notes.isEmpty else { return "" }
        return """
            <h2>What this entry leaves open</h2>
            <p class="meta">Anybody can see these notes. They change no place in a list.</p>
            <ul class="told">\(notes.map { "<li>\(names[$0.field] ?? $0.field): \($0.advice)</li>" as HTML })</ul>
            """
    }

    private let names = [
        "description": "Description", "problemsTackled": "Problems it tackles", "price": "Price",
        "assurances": "Certificates", "hosting": "Where data is kept",
        "accessibility": "Accessibility", "evidence": "Evidence", "summary": "Summary",
        "features": "Features", "name": "Name",
    ]
}
