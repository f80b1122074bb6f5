/// A frozen catalogue, ready to be ranked.
///
/// Statistics (how many documents, how long, how many have a term) are frozen when it is made. An
/// edition made from it has other documents and the same statistics, so that scores of one
/// catalogue version stay comparable until the next version is made.
public final class RankingIndex: Sendable {
    public let settings: RankingSettings
    /// The salt of the tie-break: the catalogue's version.
    public let salt: String
    /// How many documents there are.
    public var count: Int { forward.count }

    let terms: TermTable
    let statistics: Statistics
    let forward: ForwardIndex
    let impacts: ImpactIndex
    /// Documents that the impacts do not know, in order.
    let unindexed: [Int]
    let expressions: Expressions
    /// The catalogue version that this is an edition of; nil where it is one itself.
    let version: RankingIndex?

    /// Freezes a catalogue.
    ///
    /// - Parameters:
    ///   - documents: with different identifiers; where one comes twice, the last counts.
    ///   - salt: the catalogue's version, for the tie-break.
    public convenience init(
        documents: [Document], settings: RankingSettings, salt: String = ""
    ) {
        let analyser = Analyser(settings.tokens)
        let forward = ForwardIndex(documents, analyser: analyser, salt: salt)
        let statistics = Statistics(forward, terms: analyser.terms.count)
        self.init(
            settings: settings, salt: salt, terms: analyser.terms, statistics: statistics,
            forward: forward,
            impacts: ImpactIndex(
                forward, terms: analyser.terms.count, fieldWeights: settings.fieldWeights,
                measure: Measure(settings, statistics)),
            unindexed: [], expressions: Expressions(settings.vocabulary, rules: settings.tokens),
            version: nil)
    }

    private init(
        settings: RankingSettings, salt: String, terms: TermTable, statistics: Statistics,
        forward: ForwardIndex, impacts: ImpactIndex, unindexed: [Int], expressions: Expressions,
        version: RankingIndex?
    ) {
        self.settings = settings
        self.salt = salt
        self.terms = terms
        self.statistics = statistics
        self.forward = forward
        self.impacts = impacts
        self.unindexed = unindexed
        self.expressions = expressions
        self.version = version
    }

    /// Documents that are not in the impacts are scored one by one; above so many, and wherever one
    /// is removed, the impacts are made anew.
    private static let mostUnindexed = 500

    /// The same catalogue version with documents added, replaced or removed.
    ///
    /// What has been compiled stays valid, a need compiled by either is the same, and a pair that is
    /// in both has the same score in both. Numbers are this edition's own.
    public func edition(adding documents: [Document] = [], removing ids: Set<String> = [])
        -> RankingIndex
    {
        let analyser = Analyser(settings.tokens, terms: terms)
        let added = ForwardIndex(documents, analyser: analyser, salt: salt)
        var forward = forward.without(ids.subtracting(added.ids))
        let isWhole = forward.count == self.forward.count
        let unindexed = Set(unindexed).union(forward.take(all: added))
        let isNew = !isWhole || unindexed.count > Self.mostUnindexed
        return RankingIndex(
            settings: settings, salt: salt, terms: analyser.terms, statistics: statistics,
            forward: forward,
            impacts: isNew
                ? ImpactIndex(
                    forward, terms: analyser.terms.count, fieldWeights: settings.fieldWeights,
                    measure: measure) : impacts,
            unindexed: isNew ? [] : unindexed.sorted(), expressions: expressions,
            version: version ?? self)
    }

    /// Bytes that the index holds, identifiers aside.
    public var size: Int { forward.size + impacts.size + terms.size }

    /// The identifier of a document by its number; documents are numbered from 0.
    public func id(of document: Int) -> String { forward.ids[document] }

    /// A document's number, or nil where it is not in this edition.
    public func number(of id: String) -> Int? { forward.numbers[id] }

    var measure: Measure { Measure(settings, statistics) }

    func rarity(of term: String) -> Double {
        let having = terms.find(term).map(statistics.documents(having:)) ?? 0
        return Measure.rarity(settings.rarity, documents: statistics.documents, having: having)
    }
}
