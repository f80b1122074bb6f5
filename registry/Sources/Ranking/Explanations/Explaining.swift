extension RankingIndex {
    /// Which words of the need met which passage of the document, and what each gave: the largest
    /// gain first.
    public func explain(_ need: CompiledNeed, _ document: Document) -> [Contribution] {
        need.explain(document, settings: settings)
    }
}

extension CompiledNeed {
    /// Which words of the need met which passage of the document, and what each gave: the largest
    /// gain first.
    ///
    /// What a term gives is shared out to the passages by how often each says it, weighted by
    /// field; what two near terms give goes to the passages in which they are near.
    ///
    /// - Parameter settings: those of the index that compiled the need.
    public func explain(_ document: Document, settings: RankingSettings) -> [Contribution] {
        let gains = withStream(document, settings: settings) { scorer, stream, length in
            scorer.gains(stream, length: length)
        }
        let passages = ReadPassage.all(of: document, need: self, settings: settings)
        var found: [Contribution] = []
        for (slot, gain) in gains.words.enumerated() where gain > 0 {
            let shares = passages.map { $0.weight * Double($0.places[slot]?.count ?? 0) }
            found += share(
                gain, shares, passages, kind: terms[slot].kind, words: words(of: slot),
                needRanges: terms[slot].ranges
            ) { $0.places[slot]?.map(\.range) ?? [] }
        }
        for (number, gain) in gains.pairs.enumerated() where gain > 0 {
            let pair = pairs[number]
            let window = nearness?.window ?? 0
            let shares = passages.map { $0.nearness(pair, window: window) }
            found += share(
                gain, shares, passages, kind: .phrase,
                words: "\(words(of: pair.first)) \(words(of: pair.second))",
                needRanges: terms[pair.first].ranges + terms[pair.second].ranges
            ) { $0.nearRanges(pair, window: window) }
        }
        return found.sorted {
            $0.gain != $1.gain
                ? $0.gain > $1.gain
                : ($0.field, $0.passage, $0.words) < ($1.field, $1.passage, $1.words)
        }
    }

    private func share(
        _ gain: Double, _ shares: [Double], _ passages: [ReadPassage], kind: Kind, words: String,
        needRanges: [Range<Int>], textRanges: (ReadPassage) -> [Range<Int>]
    ) -> [Contribution] {
        let total = shares.reduce(0, +)
        return zip(passages, shares).compactMap { passage, part in
            guard part > 0 else { return nil }
            let ranges = textRanges(passage)
            // The need has no words of its own for what feedback took over: those of the document.
            let theirs = ranges.first.map { passage.text.text(at: $0) }
            return Contribution(
                words: kind == .feedback ? theirs ?? words : words, needRanges: needRanges,
                kind: kind, field: passage.field,
                passage: passage.passage, text: passage.text, textRanges: ranges,
                gain: gain * part / total)
        }
    }

    /// As the need says it; a term that feedback took over has no other spelling than its own.
    private func words(of slot: Int) -> String {
        guard let range = terms[slot].ranges.first else { return terms[slot].term }
        return text.text(at: range)
    }
}

extension String {
    /// What stands between two UTF-8 offsets.
    fileprivate func text(at range: Range<Int>) -> String {
        String(decoding: utf8.dropFirst(range.lowerBound).prefix(range.count), as: UTF8.self)
    }
}
