import Catalogue
import Matching

/// What a search found, as a page tells it.
struct SearchSheet {
    let view: SearchView
    let present: Snapshot
    let outcome: SearchOutcome
    /// Enough words have met; without words, everything.
    let findings: [Finding]
    /// Fewer words have met.
    let weaker: [Finding]
    /// How many more there would be without each thing that was chosen.
    let removals: [(choice: SearchView.Choice, count: Int)]

    /// Each choice costs a search of its own.
    private static let removalsAtMost = 12

    init(_ view: SearchView, in present: Snapshot) {
        self.view = view
        self.present = present
        let outcome = present.search(view.search)
        self.outcome = outcome
        let split =
            view.hasWords
            ? outcome.findings.firstIndex { $0.share < Match.threshold } : nil
        findings = Array(outcome.findings.prefix(split ?? outcome.findings.count))
        weaker = Array(outcome.findings.dropFirst(findings.count))
        removals = view.choices.prefix(Self.removalsAtMost).map { choice in
            let total = present.search(view.without(choice).search).total
            return (choice, max(0, total - outcome.total))
        }
    }

    /// Those of the page that was asked for.
    var page: [Finding] {
        Array(findings.dropFirst((view.page - 1) * SearchView.rowsPerPage).prefix(SearchView.rowsPerPage))
    }

    var pages: Int { (findings.count + SearchView.rowsPerPage - 1) / SearchView.rowsPerPage }

    /// How many to say there are: of a search in words those that are about it.
    var count: Int { view.hasWords ? findings.count : outcome.total }

    /// `12 solutions for “earlier contacts” in Chronologies, with Cyber Essentials Plus`.
    var heading: String {
        var text = count == 0 ? "No solution" : counted(count, "solution")
        if view.hasWords { text += " for “\(view.words.shortened(to: 80))”" }
        let phrases = Facet.allCases.compactMap { facet in
            view.chosen[facet].map { facet.phrase(names(facet, $0)) }
        }
        if let first = phrases.first { text += " \(first)" }
        for phrase in phrases.dropFirst() { text += ", \(phrase)" }
        return text
    }

    func name(_ choice: SearchView.Choice) -> String {
        names(choice.facet, [choice.term]).first ?? choice.term
    }

    private func names(_ facet: Facet, _ terms: Set<String>) -> [String] {
        let known = outcome.facets.first { $0.facet == facet }?.terms ?? []
        return terms.sorted().map { term in
            facet == .framework
                ? present.terms.title(ofFramework: term)
                : known.first { $0.id == term }?.name ?? term
        }
    }
}

extension SearchView {
    var hasWords: Bool { words.contains { $0.isLetter || $0.isNumber } }
}

extension Facet {
    /// What follows “12 solutions”.
    func phrase(_ names: [String]) -> String {
        switch self {
        case .category: "in \(names.alternatives)"
        case .assurance: "with \(names.listed)"
        case .hosting: "with data kept in \(names.alternatives)"
        case .framework: "on \(names.listed)"
        case .accessibility: "that claim \(names.alternatives)"
        case .deployment: "run in \(names.alternatives)"
        case .size: "from a \(names.alternatives.lowercased()) supplier"
        case .evidence: "used by a council"
        }
    }

    /// What a chosen term is on a chip, away from its heading.
    func chip(_ name: String) -> String {
        switch self {
        case .hosting: "Data kept in \(name)"
        case .size: "\(name) supplier"
        case .deployment: "Run in \(name)"
        default: name
        }
    }
}
