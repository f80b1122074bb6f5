/// Needs that stand, waiting for a document that fits.
///
/// A reverse index: by term the needs that have it. A document's terms add up an upper bound for
/// every need; only needs whose bound reaches the share are scored, by the one exact function.
public struct StandingNeeds: Sendable {
    /// A need that a document fits.
    public struct Match: Sendable, Hashable {
        public let id: String
        public let score: Double
        /// The score as a part of what the need could give at most, 0…1.
        public let share: Double
    }

    /// The least share that is worth telling anyone of, unless a need says otherwise. On the sample
    /// catalogue's judgements three of four right solutions reach it, and three of five that reach
    /// it are right.
    public static let usualShare = 0.15

    private let needs: [(id: String, need: CompiledNeed)]
    /// By need: its terms' numbers.
    private let numbers: [[UInt32]]
    private let settings: RankingSettings
    private let terms: TermTable
    /// By term: where its entries end; they start where the term before ends.
    private let ends: [Int]
    private let entries: [(need: UInt32, weight: Float)]

    /// - Parameters:
    ///   - needs: compiled by one index, each with an identifier of its own.
    ///   - settings: that index's.
    public init(_ needs: [(id: String, need: CompiledNeed)], settings: RankingSettings) {
        var terms = TermTable()
        let numbers = needs.map { $0.need.terms.map { terms.intern($0.term) } }
        var counts = [Int](repeating: 0, count: terms.count)
        for number in numbers.joined() { counts[Int(number)] += 1 }
        var places: [Int] = []
        var total = 0
        for count in counts {
            places.append(total)
            total += count
        }
        var entries = [(need: UInt32, weight: Float)](repeating: (0, 0), count: total)
        for (number, entry) in needs.enumerated() {
            for (term, weight) in zip(numbers[number], entry.need.boundingWeights) {
                entries[places[Int(term)]] = (UInt32(number), Float(weight))
                places[Int(term)] += 1
            }
        }
        self.needs = needs
        self.numbers = numbers
        self.settings = settings
        self.terms = terms
        // Each place has moved on to where the next term starts.
        ends = places
        self.entries = entries
    }

    /// How many needs there are.
    public var count: Int { needs.count }

    /// The needs that a document fits, the largest share first, then by identifier.
    ///
    /// - Parameter minimumShare: the least part of its maximum that a need asks for, 0…1.
    public func matches(
        _ document: Document, minimumShare: Double = StandingNeeds.usualShare
    ) -> [Match] {
        guard let first = needs.first?.need else { return [] }
        let measure = first.measure
        var stream: [UInt32] = []
        let length = read(document, to: &stream)
        let bounds = bounds(stream, damping: measure.damping(length: length), measure)
        var scorer = PairScorer(
            first, numbers: numbers[0], termCount: terms.count, fieldWeights: settings.fieldWeights)
        var found: [Match] = []
        for number in needs.indices where bounds[number] > 0 {
            let (id, need) = needs[number]
            let slack = 1 + Double(need.terms.count + 8) * 1.2e-7
            guard Double(bounds[number]) * slack >= minimumShare * need.maximum else { continue }
            scorer.take(need, numbers: numbers[number])
            let score = stream.withUnsafeBufferPointer { scorer.score($0, length: length) }
            let share = need.share(of: score)
            if score > 0, share >= minimumShare {
                found.append(Match(id: id, score: score, share: share))
            }
        }
        return found.sorted { $0.share != $1.share ? $0.share > $1.share : $0.id < $1.id }
    }

    /// The document in the needs' numbering. Terms that no need has are written as unknown.
    private func read(_ document: Document, to stream: inout [UInt32]) -> Int {
        let analyser = Analyser(settings.tokens)
        let length = TokenStream.append(document, to: &stream, analyser: analyser)
        let translation = (0..<UInt32(analyser.terms.count)).map { term in
            analyser.terms.withTerm(term) { terms.find($0) } ?? TokenStream.unknown
        }
        for place in stream.indices where stream[place] < TokenStream.unknown {
            stream[place] = translation[Int(stream[place])]
        }
        return length
    }

    private func bounds(_ stream: [UInt32], damping: Double, _ measure: Measure) -> [Float] {
        var counter = TermCounter(terms: terms.count, fieldWeights: settings.fieldWeights)
        stream.withUnsafeBufferPointer { counter.count($0) }
        var bounds = [Float](repeating: 0, count: needs.count)
        bounds.withUnsafeMutableBufferPointer { bounds in
            entries.withUnsafeBufferPointer { entries in
                for term in counter.found.map(Int.init) {
                    let gain = Float(
                        measure.saturated(counter.frequencies[term], damping: damping))
                    for place in (term == 0 ? 0 : ends[term - 1])..<ends[term] {
                        bounds[Int(entries[place].need)] += entries[place].weight * gain
                    }
                }
            }
        }
        return bounds
    }
}
