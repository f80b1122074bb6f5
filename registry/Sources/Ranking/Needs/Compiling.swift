extension RankingIndex {
    /// How much of a need is read, in UTF-8 bytes: far more than the limit on its terms lets in.
    static let needBytes = 65_536

    /// Makes a need ready against this catalogue version: cut into terms, weighed by their rarity, with
    /// its synonyms and what feedback adds.
    ///
    /// - Parameter need: any text. What is beyond `RankingSettings.needLimit` terms or 65,536
    ///   bytes is not looked at.
    public func compile(_ need: String) -> CompiledNeed {
        if let version { return version.compile(need) }
        let mentions = mentions(
            in: String(decoding: need.utf8.prefix(Self.needBytes), as: UTF8.self))
        var draft = NeedDraft()
        var previous: Int?
        for mention in mentions {
            let slot = draft.add(
                mention.term, kind: .word, amount: 1, range: mention.range, rarity: rarity)
            if let previous, let nearness = settings.nearness {
                draft.addPair(previous, slot, weight: nearness.weight)
            }
            previous = slot
        }
        expressions.addSynonyms(of: mentions, text: need, to: &draft, settings, rarity)
        if let feedback = settings.feedback, !mentions.isEmpty {
            let first = draft.compiled(need, measure: measure, nearness: settings.nearness)
            takeOver(feedback, from: first, to: &draft)
        }
        return draft.compiled(need, measure: measure, nearness: settings.nearness)
    }

    /// One term said at one place.
    struct Mention {
        var term: String
        var range: Range<Int>
    }

    private func mentions(in need: String) -> [Mention] {
        let analyser = Analyser(settings.tokens)
        var found: [(UInt32, Range<Int>)] = []
        analyser.analyse(need) { term, range in
            if found.count < settings.needLimit { found.append((term, range)) }
        }
        return found.map { Mention(term: analyser.terms.term($0.0), range: $0.1) }
    }
}
