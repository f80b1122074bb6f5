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
        self.init(
            settings: settings, salt: salt, terms: analyser.terms,
            statistics: Statistics(forward, terms: analyser.terms.count), forward: forward,
            expressions: Expressions(settings.vocabulary, rules: settings.tokens), version: nil)
    }

    private init(
        settings: RankingSettings, salt: String, terms: TermTable, statistics: Statistics,
        forward: ForwardIndex, expressions: Expressions, version: RankingIndex?
    ) {
        self.settings = settings
        self.salt = salt
        self.terms = terms
        self.statistics = statistics
        self.forward = forward
        self.expressions = expressions
        self.version = version
        impacts = ImpactIndex(
            forward, terms: terms.count, fieldWeights: settings.fieldWeights,
            measure: Measure(
                saturation: settings.saturation, lengthShare: settings.lengthShare,
                averageLength: statistics.averageLength))
    }

    /// The same catalogue version with documents added, replaced or removed.
    ///
    /// What has been compiled stays valid, a need compiled by either is the same, and a pair that is
    /// in both has the same score in both.
    public func edition(adding documents: [Document] = [], removing ids: Set<String> = [])
        -> RankingIndex
    {
        let analyser = Analyser(settings.tokens, terms: terms)
        let gone = ids.union(documents.map(\.id))
        let added = ForwardIndex(documents, analyser: analyser, salt: salt)
        return RankingIndex(
            settings: settings, salt: salt, terms: analyser.terms, statistics: statistics,
            forward: forward.without(gone).joined(with: added), expressions: expressions,
            version: version ?? self)
    }

    /// Bytes that the index holds, identifiers aside.
    public var size: Int { forward.size + impacts.size + terms.size }

    /// The identifier of a document by its number; documents are numbered from 0.
    public func id(of document: Int) -> String { forward.ids[document] }

    /// A document's number, or nil where it is not in this edition.
    public func number(of id: String) -> Int? { forward.numbers[id] }

    var measure: Measure {
        Measure(
            saturation: settings.saturation, lengthShare: settings.lengthShare,
            averageLength: statistics.averageLength)
    }

    func rarity(of term: String) -> Double {
        let having = terms.find(term).map(statistics.documents(having:)) ?? 0
        return Measure.rarity(settings.rarity, documents: statistics.documents, having: having)
    }
}
