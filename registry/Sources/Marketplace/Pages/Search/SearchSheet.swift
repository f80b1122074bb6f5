import Catalogue
import Matching

/// What a search found, as a page tells it.
///
/// Of a search in words it counts what fits, as a problem's page does: what shares a word or two is
/// kept apart, so that a common word does not make everything an answer.
struct SearchSheet {
    let view: SearchView
    let present: Snapshot
    /// What fits and is let through, best first; without words everything that is, by name.
    let findings: [SearchOutcome.Found]
    /// What is let through and shares few words.
    let weaker: [SearchOutcome.Found]
    /// How many fit and are not let through.
    let excluded: Int
    /// Of those, how many fail nothing that was chosen and only do not state it.
    let silent: Int
    /// What can be chosen, with how many of what fits each choice would leave.
    let facets: [FacetCount]
    /// How many more there would be without each thing that was chosen.
    let removals: [(choice: SearchView.Choice, count: Int)]

    init(_ view: SearchView, in present: Snapshot) {
        (self.view, self.present) = (view, present)
        let columns = present.facetColumns
        let found =
            view.hasWords
            ? present.matcher.search(view.words, limit: max(1, present.contents.solutions.count))
                .map { SearchOutcome.Found(solution: $0.solution, share: $0.share) }
            : present.byName.map { SearchOutcome.Found(solution: $0, share: nil) }
        let split = found.firstIndex { ($0.share ?? 1) < Match.threshold } ?? found.count
        let places = found.map { columns.place[$0.solution.id] ?? 0 }
        let sieve = FacetSieve(columns, view.search)
        let fitting = places[..<split]
        let admitted = found.indices.filter { sieve.admits(places[$0]) }
        findings = admitted.filter { $0 < split }.map { found[$0] }
        weaker = admitted.filter { $0 >= split }.map { found[$0] }
        excluded = split - findings.count
        silent = fitting.count { !sieve.admits($0) && sieve.isSilent($0) }
        facets = sieve.counts(of: Array(fitting)).map { $0.leaving(columns, places) }
        let shown = findings.count
        removals = view.choices.map { choice in
            let other = FacetSieve(columns, view.without(choice).search)
            return (choice, max(0, fitting.count { other.admits($0) } - shown))
        }
    }

    /// Those of the page that was asked for.
    var page: [SearchOutcome.Found] {
        Array(
            findings.dropFirst((view.page - 1) * SearchView.rowsPerPage).prefix(
                SearchView.rowsPerPage))
    }

    var pages: Int { (findings.count + SearchView.rowsPerPage - 1) / SearchView.rowsPerPage }

    /// `12 solutions for “earlier contacts” in Chronologies, with Cyber Essentials Plus`.
    var heading: String {
        var text = findings.isEmpty ? "No solution" : counted(findings.count, "solution")
        if view.hasWords { text += " for “\(view.words.shortened(to: 80))”" }
        let phrases = Facet.allCases.compactMap { facet in
            view.chosen[facet].map { facet.phrase(names(facet, $0)) }
        }
        if let first = phrases.first {
            let isPlain = view.chosen[.category] != nil || !view.hasWords
            text += isPlain ? " \(first)" : ", \(first)"
        }
        for phrase in phrases.dropFirst() { text += ", \(phrase)" }
        return text
    }

    func name(_ choice: SearchView.Choice) -> String {
        names(choice.facet, [choice.term]).first ?? choice.term
    }

    private func names(_ facet: Facet, _ terms: Set<String>) -> [String] {
        let known = facets.first { $0.facet == facet }?.terms ?? []
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

extension FacetCount {
    /// Without the terms that nothing found meets: where silence is let through they would all count.
    fileprivate func leaving(_ columns: FacetColumns, _ places: [Int]) -> FacetCount {
        FacetCount(
            facet: facet,
            terms: terms.filter { term in
                term.isChosen
                    || (term.count > 0
                        && places.contains { columns.verdict(facet, term.id, $0) == .met })
            })
    }
}

extension Facet {
    /// What follows “12 solutions”.
    func phrase(_ names: [String]) -> String {
        switch self {
        case .category: "in \(names.alternatives)"
        case .assurance: "with \(names.listed)"
        case .hosting: "keeping data in \(names.alternatives)"
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
