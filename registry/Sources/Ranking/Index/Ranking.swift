/// A document that fits a need.
public struct Hit: Sendable, Hashable {
    /// The document's number in the index.
    public let document: Int
    public let id: String
    /// Above 0.
    public let score: Double
    /// The score as a part of what the need could give at most, 0…1.
    public let share: Double
}

extension RankingIndex {
    /// The documents that fit best, best first; equal scores go by the tie-break.
    ///
    /// - Parameters:
    ///   - limit: how many at most.
    ///   - allowed: whether a document, by its number, may be among them. Asked before anything is
    ///     cut off.
    public func top(
        _ need: CompiledNeed, limit: Int, allowed: (Int) -> Bool = { _ in true }
    ) -> [Hit] {
        guard limit > 0, count > 0, !need.terms.isEmpty else { return [] }
        let numbers = need.numbers(in: terms)
        var scorer = PairScorer(
            need, numbers: numbers, termCount: terms.count, fieldWeights: settings.fieldWeights)
        var best = BestHits(limit: limit, forward: forward)
        for document in unindexed where allowed(document) {
            best.offer(document, score(document, &scorer))
        }
        impacts.withBounds(need, numbers: numbers, except: unindexed) { bounds, slack in
            // Those with the highest bounds set the mark; whatever could still reach it is scored.
            for document in HighestBounds.documents(bounds, limit: limit, allowed: allowed) {
                best.offer(document, score(document, &scorer))
            }
            let seen = best.documents
            var rest: [(document: Int, bound: Float)] = []
            let mark = best.mark
            for document in bounds.indices where bounds[document] > 0 {
                if Double(bounds[document]) * slack >= mark, !seen.contains(document),
                    allowed(document)
                {
                    rest.append((document, bounds[document]))
                }
            }
            rest.sort { $0.bound > $1.bound }
            for (document, bound) in rest {
                if Double(bound) * slack < best.mark { break }
                best.offer(document, score(document, &scorer))
            }
        }
        return best.sorted.map { hit(need, $0.document, $0.score) }
    }

    /// The same by scoring every document: slow, and what the fast way is checked against.
    public func exhaustive(
        _ need: CompiledNeed, limit: Int, allowed: (Int) -> Bool = { _ in true }
    ) -> [Hit] {
        var scorer = PairScorer(
            need, numbers: need.numbers(in: terms), termCount: terms.count,
            fieldWeights: settings.fieldWeights)
        var scored: [(document: Int, score: Double)] = []
        for document in 0..<count where allowed(document) {
            let score = score(document, &scorer)
            if score > 0 { scored.append((document, score)) }
        }
        scored.sort {
            $0.score != $1.score
                ? $0.score > $1.score : forward.goesFirst($0.document, $1.document)
        }
        return scored.prefix(max(0, limit)).map { hit(need, $0.document, $0.score) }
    }

    private func score(_ document: Int, _ scorer: inout PairScorer) -> Double {
        forward.withStream(document) {
            scorer.score($0, length: Int(forward.lengths[document]))
        }
    }

    /// The score of one need and one document of any catalogue, by this catalogue's statistics.
    public func score(_ need: CompiledNeed, _ document: Document) -> Double {
        need.score(document, settings: settings)
    }

    func hit(_ need: CompiledNeed, _ document: Int, _ score: Double) -> Hit {
        Hit(
            document: document, id: forward.ids[document], score: score,
            share: need.share(of: score))
    }
}

extension CompiledNeed {
    /// The score with a document that need not be in any index.
    ///
    /// - Parameter settings: those of the index that compiled the need.
    public func score(_ document: Document, settings: RankingSettings) -> Double {
        withStream(document, settings: settings) { scorer, stream, length in
            scorer.score(stream, length: length)
        }
    }

    func withStream<Value>(
        _ document: Document, settings: RankingSettings,
        _ body: (inout PairScorer, UnsafeBufferPointer<UInt32>, Int) -> Value
    ) -> Value {
        let analyser = Analyser(settings.tokens)
        var stream: [UInt32] = []
        let length = TokenStream.append(document, to: &stream, analyser: analyser)
        var scorer = PairScorer(
            self, numbers: numbers(in: analyser.terms), termCount: analyser.terms.count,
            fieldWeights: settings.fieldWeights)
        return stream.withUnsafeBufferPointer { body(&scorer, $0, length) }
    }
}
