public import Catalogue
public import Matching

/// What somebody looks for in the catalogue.
public struct Search: Hashable, Sendable {
    /// Any text; it has no operators. Empty for everything.
    public var words: String
    /// What was chosen, facet by facet, in the terms of the facets.
    public var chosen: [Facet: Set<String>]
    /// Whether a solution stays that says nothing about what was chosen.
    public var silence: Silence
    /// How many to show, 1 to 200, and how many to skip.
    public let limit: Int
    public let offset: Int

    public init(
        words: String = "", chosen: [Facet: Set<String>] = [:], silence: Silence = .excluded,
        limit: Int = 20, offset: Int = 0
    ) {
        self.words = words
        self.chosen = chosen.filter { !$0.value.isEmpty }
        self.silence = silence
        self.limit = min(max(1, limit), 200)
        self.offset = min(max(0, offset), 1_000_000)
    }
}

/// What was found.
public struct SearchOutcome: Sendable {
    /// One solution that was found.
    public struct Found: Hashable, Sendable {
        public let solution: Solution
        /// How much of what the words could give was met, 0 to 1; nil where there were no words.
        public let share: Double?
    }

    /// The page that was asked for: best first where there were words, otherwise by name.
    public let findings: [Found]
    /// How many there are on all pages.
    public let total: Int
    /// How many more there would be without what was chosen.
    public let excluded: Int
    /// Of those, how many fail nothing that was chosen and only do not state it.
    public let silent: Int
    /// What can be chosen, with how many solutions each choice would leave.
    public let facets: [FacetCount]
}

/// A facet and its terms.
public struct FacetCount: Hashable, Sendable {
    public struct Term: Hashable, Sendable {
        /// As the address has it.
        public let id: String
        /// As people say it.
        public let name: String
        /// How many solutions would be found with it: of those with what was chosen elsewhere.
        public let count: Int
        public let isChosen: Bool
    }

    public let facet: Facet
    public let terms: [Term]
}

extension Snapshot {
    /// Finds solutions by words and by what was chosen.
    public func search(_ search: Search) -> SearchOutcome {
        let columns = facetColumns
        let hasWords = search.words.contains { $0.isLetter || $0.isNumber }
        let findings =
            hasWords
            ? matcher.search(search.words, limit: max(1, contents.solutions.count))
                .map { SearchOutcome.Found(solution: $0.solution, share: $0.share) }
            : byName.map { SearchOutcome.Found(solution: $0, share: nil) }
        let places = findings.map { columns.place[$0.solution.id] ?? 0 }
        let sieve = FacetSieve(columns, search)
        let admitted = findings.indices.filter { sieve.admits(places[$0]) }
        return SearchOutcome(
            findings: admitted.dropFirst(search.offset).prefix(search.limit).map { findings[$0] },
            total: admitted.count, excluded: findings.count - admitted.count,
            silent: places.count { !sieve.admits($0) && sieve.isSilent($0) },
            facets: sieve.counts(of: places))
    }
}
