public import Catalogue
public import Ranking
private import Synchronization

/// Everything in the catalogue at one version, ready to be matched under frozen statistics.
///
/// One function scores a pair, `match`; the solutions of a problem, the problems of a solution and
/// the standing needs all come from it, so they always agree.
public final class Matcher: Sendable {
    /// What is matched.
    public let contents: CatalogueContents
    /// The version of the catalogue that the statistics are of.
    public let statisticsVersion: Int
    /// Synonyms and acronyms.
    public let vocabulary: Vocabulary

    /// The catalogue at the statistics' version.
    private let frozen: RankingIndex
    /// What has changed since: the text now, or nil where it is gone.
    private let changed: [String: Document?]
    private let searchable: SearchableOnce
    private let needs: NeedCache

    /// - Parameter frozen: the catalogue whose statistics count, at a version not after that of the
    ///   contents; `StatisticsClock` says which.
    public convenience init(
        _ contents: CatalogueContents, frozen: CatalogueContents, vocabulary: Vocabulary
    ) {
        let ids = frozen.solutions.keys.sorted()
        let index = RankingIndex(
            documents: ids.compactMap { frozen.solutions[$0]?.entry.rankedText },
            settings: .standard(fieldWeights: SolutionField.weights, vocabulary: vocabulary),
            salt: String(frozen.version))
        var changed: [String: Document?] = [:]
        for (id, solution) in contents.solutions
        where frozen.solutions[id]?.version != solution.version {
            changed[id] = .some(solution.entry.rankedText)
        }
        for id in ids where contents.solutions[id] == nil { changed[id] = .some(nil) }
        self.init(
            contents, statisticsVersion: frozen.version, vocabulary: vocabulary, frozen: index,
            changed: changed, searchable: SearchableOnce(), needs: NeedCache())
    }

    /// With the contents' own statistics.
    public convenience init(_ contents: CatalogueContents, vocabulary: Vocabulary) {
        self.init(contents, frozen: contents, vocabulary: vocabulary)
    }

    private init(
        _ contents: CatalogueContents, statisticsVersion: Int, vocabulary: Vocabulary,
        frozen: RankingIndex, changed: [String: Document?], searchable: SearchableOnce,
        needs: NeedCache
    ) {
        self.contents = contents
        self.statisticsVersion = statisticsVersion
        self.vocabulary = vocabulary
        self.frozen = frozen
        self.changed = changed
        self.searchable = searchable
        self.needs = needs
    }

    /// The next version under the same statistics. Cheap: an index is made when one is searched.
    public func applying(_ change: CatalogueChange) -> Matcher {
        var (contents, changed, searchable) = (contents, changed, searchable)
        contents.apply(change)
        switch change.what {
        case .solution(let solution):
            changed[solution.entry.id] = .some(solution.entry.rankedText)
            searchable = SearchableOnce()
        case .withdrawal(.solution, let id):
            changed[id] = .some(nil)
            searchable = SearchableOnce()
        default: break
        }
        return Matcher(
            contents, statisticsVersion: statisticsVersion, vocabulary: vocabulary, frozen: frozen,
            changed: changed, searchable: searchable, needs: needs)
    }

    /// The tie-break's salt: where two solutions fit equally, the smaller
    /// `TieBreak.number(of:salt:)` goes first.
    public var salt: String { frozen.salt }

    var settings: RankingSettings { frozen.settings }

    /// A problem made ready; remembered for those of the catalogue.
    func compiled(_ problem: Problem) -> CompiledNeed {
        needs.need(problem.need, isKept: contents.problems[problem.id]?.entry == problem) {
            frozen.compile($0)
        }
    }

    func compile(_ words: String) -> CompiledNeed { frozen.compile(words) }

    /// The index of the contents, made at the first search.
    var ready: Searchable {
        searchable.made {
            let index =
                changed.isEmpty
                ? frozen
                : frozen.edition(
                    adding: changed.keys.sorted().compactMap { changed[$0] ?? nil },
                    removing: Set(changed.filter { $0.value == nil }.keys))
            return Searchable(index: index, solutions: contents.solutions)
        }
    }
}

/// The index of some solutions, made when it is first needed. Versions of the catalogue with the same
/// solutions share it.
final class SearchableOnce: Sendable {
    private let searchable = Mutex<Searchable?>(nil)

    func made(_ make: () -> Searchable) -> Searchable {
        searchable.withLock { searchable in
            if let searchable { return searchable }
            let made = make()
            searchable = made
            return made
        }
    }
}

/// Problems made ready, by their words. They belong to one set of statistics.
final class NeedCache: Sendable {
    private let needs = Mutex<[String: CompiledNeed]>([:])

    func need(_ text: String, isKept: Bool, _ compile: (String) -> CompiledNeed) -> CompiledNeed {
        if let known = needs.withLock({ $0[text] }) { return known }
        let made = compile(text)
        if isKept { needs.withLock { $0[text] = made } }
        return made
    }
}
