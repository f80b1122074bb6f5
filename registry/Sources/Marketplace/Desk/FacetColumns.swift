import Catalogue
import Matching

/// What every solution says about every term of every facet, on a day: made once for a version of
/// the catalogue, so that counting is looking up.
struct FacetColumns: Sendable {
    let byName: [Solution]
    /// Where a solution, by its id, stands in `byName`.
    let place: [String: Int]
    let terms: [Facet: [Facet.Term]]
    /// By term, in the order of `byName`.
    private let verdicts: [Facet: [String: [Verdict]]]

    init(_ contents: CatalogueContents, on day: Day) {
        let solutions = contents.solutions.values.map(\.entry)
            .sorted { ($0.name, $0.id) < ($1.name, $1.id) }
        byName = solutions
        place = Dictionary(uniqueKeysWithValues: solutions.enumerated().map { ($1.id, $0) })
        var terms: [Facet: [Facet.Term]] = [:]
        var verdicts: [Facet: [String: [Verdict]]] = [:]
        for facet in Facet.allCases {
            let all = facet.terms(in: contents)
            terms[facet] = all
            verdicts[facet] = Dictionary(
                uniqueKeysWithValues: all.map { term in
                    (term.id, solutions.map { facet.verdict(of: $0, term.id, contents, on: day) })
                })
        }
        (self.terms, self.verdicts) = (terms, verdicts)
    }

    /// Nobody meets a term that is none.
    func verdict(_ facet: Facet, _ term: String, _ place: Int) -> Verdict {
        verdicts[facet]?[term]?[place] ?? .notMet
    }

    /// What a solution says about the chosen terms of a facet.
    func verdict(_ facet: Facet, _ chosen: Set<String>, _ place: Int) -> Verdict {
        let all = chosen.map { verdict(facet, $0, place) }
        if facet.wantsAll {
            if all.contains(.notMet) { return .notMet }
            return all.contains(.notStated) ? .notStated : .met
        }
        if all.contains(.met) { return .met }
        return all.contains(.notStated) ? .notStated : .notMet
    }
}

/// Lets through what was chosen.
struct FacetSieve {
    private let columns: FacetColumns
    private let search: Search

    init(_ columns: FacetColumns, _ search: Search) {
        (self.columns, self.search) = (columns, search)
    }

    func admits(_ place: Int, leaving facet: Facet? = nil) -> Bool {
        search.chosen.allSatisfy { chosen in
            chosen.key == facet
                || search.silence.admits(columns.verdict(chosen.key, chosen.value, place))
        }
    }

    /// Whether it fails nothing that was chosen.
    func isSilent(_ place: Int) -> Bool {
        search.chosen.allSatisfy { columns.verdict($0.key, $0.value, place) != .notMet }
    }

    /// For each term how many of the places there would be with it, under what was chosen in the
    /// other facets, and in its own where all that was chosen counts.
    func counts(of places: [Int]) -> [FacetCount] {
        Facet.allCases.map { facet in
            let left = places.filter { admits($0, leaving: facet.wantsAll ? nil : facet) }
            let chosen = search.chosen[facet] ?? []
            return FacetCount(
                facet: facet,
                terms: (columns.terms[facet] ?? []).map { term in
                    FacetCount.Term(
                        id: term.id, name: term.name,
                        count: left.count {
                            search.silence.admits(columns.verdict(facet, term.id, $0))
                        },
                        isChosen: chosen.contains(term.id))
                })
        }
    }
}
