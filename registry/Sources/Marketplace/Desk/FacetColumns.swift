import Catalogue
import Matching

/// What every solution says about every term of every facet, on a day: made once for a version of
/// the catalogue, so that counting is looking up. The next version takes over the rows of solutions
/// that have not changed.
struct FacetColumns: Sendable {
    /// Where a solution, by its id, has its row.
    let place: [String: Int]
    let terms: [Facet: [Facet.Term]]
    /// Where a facet's terms stand in a row.
    let ranges: [Facet: Range<Int>]
    let width: Int
    /// Row by row: `FacetColumns.code` of the verdict on each term.
    let verdicts: [UInt8]

    private let solutions: [Versioned<Solution>]
    private let day: Day
    /// Changes when an organisation does: the supplier's size is one of the facets.
    private let suppliers: [String: Versioned<Organisation>]

    /// 0 for met, 1 for not stated, 2 for not met: of several terms the worst is the largest.
    static func code(_ verdict: Verdict) -> UInt8 {
        switch verdict {
        case .met: 0
        case .notStated: 1
        case .notMet: 2
        }
    }

    init(_ contents: CatalogueContents, on day: Day, after last: FacetColumns?) {
        var (terms, ranges, width) = ([Facet: [Facet.Term]](), [Facet: Range<Int>](), 0)
        for facet in Facet.allCases {
            let all = facet.terms(in: contents)
            terms[facet] = all
            ranges[facet] = width..<width + all.count
            width += all.count
        }
        let solutions = Array(contents.solutions.values)
        var last = last
        if last?.day != day || last?.terms != terms || last?.suppliers != contents.organisations {
            last = nil
        }
        var verdicts: [UInt8] = []
        verdicts.reserveCapacity(solutions.count * width)
        for solution in solutions {
            if let last, let row = last.place[solution.entry.id],
                last.solutions[row].version == solution.version
            {
                verdicts += last.verdicts[row * width..<(row + 1) * width]
                continue
            }
            for facet in Facet.allCases {
                for term in terms[facet] ?? [] {
                    verdicts.append(
                        FacetColumns.code(
                            facet.verdict(of: solution.entry, term.id, contents, on: day)))
                }
            }
        }
        place = Dictionary(
            uniqueKeysWithValues: solutions.enumerated().map { ($1.entry.id, $0) })
        (self.terms, self.ranges, self.width) = (terms, ranges, width)
        (self.verdicts, self.solutions, self.day) = (verdicts, solutions, day)
        suppliers = contents.organisations
    }

    /// What a solution, by its row, says about a term. Nobody meets a term that is none.
    func verdict(_ facet: Facet, _ term: String, _ row: Int) -> Verdict {
        guard let index = terms[facet]?.firstIndex(where: { $0.id == term }),
            let range = ranges[facet]
        else { return .notMet }
        return switch verdicts[row * width + range.lowerBound + index] {
        case 0: .met
        case 1: .notStated
        default: .notMet
        }
    }
}

/// Lets through what was chosen.
struct FacetSieve {
    private let columns: FacetColumns
    private let search: Search
    /// The largest code that stays.
    private let limit: UInt8
    /// For each facet in which something was chosen, where its terms stand in a row; a term that is
    /// none has no place, and nobody meets it.
    private let chosen: [(facet: Facet, places: [Int?])]

    init(_ columns: FacetColumns, _ search: Search) {
        (self.columns, self.search) = (columns, search)
        limit = search.silence == .included ? 1 : 0
        chosen = Facet.allCases.compactMap { facet in
            guard let ids = search.chosen[facet], let range = columns.ranges[facet] else {
                return nil
            }
            let terms = columns.terms[facet] ?? []
            return (
                facet,
                ids.map { id in
                    terms.firstIndex { $0.id == id }.map { range.lowerBound + $0 }
                }
            )
        }
    }

    /// What a solution says about the chosen terms of a facet.
    private func code(_ choice: (facet: Facet, places: [Int?]), _ row: Int) -> UInt8 {
        let codes = choice.places.map { place in
            place.map { columns.verdicts[row * columns.width + $0] } ?? 2
        }
        return (choice.facet.wantsAll ? codes.max() : codes.min()) ?? 0
    }

    func admits(_ row: Int, leaving facet: Facet? = nil) -> Bool {
        chosen.allSatisfy { $0.facet == facet || code($0, row) <= limit }
    }

    /// Whether it fails nothing that was chosen.
    func isSilent(_ row: Int) -> Bool { chosen.allSatisfy { code($0, row) < 2 } }

    /// For each term how many of the rows there would be with it, under what was chosen in the
    /// other facets, and in its own where all that was chosen counts.
    func counts(of rows: [Int]) -> [FacetCount] {
        let admitted = rows.filter { admits($0) }
        return Facet.allCases.map { facet in
            let isOpen = !facet.wantsAll && search.chosen[facet] != nil
            let left = isOpen ? rows.filter { admits($0, leaving: facet) } : admitted
            let range = columns.ranges[facet] ?? 0..<0
            var counts = [Int](repeating: 0, count: range.count)
            columns.verdicts.withUnsafeBufferPointer { verdicts in
                for row in left {
                    let start = row * columns.width + range.lowerBound
                    for term in 0..<range.count where verdicts[start + term] <= limit {
                        counts[term] += 1
                    }
                }
            }
            let chosen = search.chosen[facet] ?? []
            return FacetCount(
                facet: facet,
                terms: (columns.terms[facet] ?? []).enumerated().map { index, term in
                    FacetCount.Term(
                        id: term.id, name: term.name, count: counts[index],
                        isChosen: chosen.contains(term.id))
                })
        }
    }
}
