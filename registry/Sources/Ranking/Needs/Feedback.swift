extension RankingIndex {
    /// Adds the terms that the best documents share and that are rare elsewhere.
    ///
    /// A term counts by what it gives in each of the documents, and a document by its score, so
    /// that a weak document has little to say; a term that too few of them have is left out.
    func takeOver(
        _ feedback: RankingSettings.Feedback, from need: CompiledNeed, to draft: inout NeedDraft
    ) {
        let hits = top(need, limit: feedback.documents)
        guard let best = hits.first?.score, hits.count >= feedback.agreement else { return }
        var values: [UInt32: (value: Double, documents: Int)] = [:]
        for hit in hits {
            let damping = measure.damping(length: Int(forward.lengths[hit.document]))
            for (term, frequency) in frequencies(in: hit.document) {
                let gain = measure.saturated(frequency, damping: damping)
                let old = values[term] ?? (0, 0)
                values[term] = (old.value + hit.score / best * gain, old.documents + 1)
            }
        }
        var chosen: [(term: String, value: Double)] = []
        for (number, found) in values where found.documents >= feedback.agreement {
            let having = statistics.documents(having: number)
            let rarity = Measure.rarity(
                settings.rarity, documents: statistics.documents, having: having)
            chosen.append((terms.term(number), found.value * rarity))
        }
        chosen.sort { $0.value != $1.value ? $0.value > $1.value : $0.term < $1.term }
        chosen = Array(chosen.prefix(feedback.terms))
        let total = chosen.reduce(0) { $0 + $1.value }
        guard total > 0 else { return }
        let budget = feedback.weight * need.terms.reduce(0) { $0 + $1.weight }
        for (term, value) in chosen {
            let rarity = rarity(of: term)
            guard rarity > 0 else { continue }
            draft.add(
                term, kind: .feedback, amount: budget * value / total / rarity, range: nil
            ) { _ in rarity }
        }
    }

    /// A document's terms with their weighted frequencies, in the order of first mention.
    private func frequencies(in document: Int) -> [(term: UInt32, frequency: Double)] {
        forward.withStream(document) { stream in
            var places: [UInt32: Int] = [:]
            var found: [(term: UInt32, frequency: Double)] = []
            var weight = 1.0
            for token in stream {
                if token >= TokenStream.marker {
                    let field = Int(token & 0xFF)
                    weight = field < settings.fieldWeights.count ? settings.fieldWeights[field] : 1
                } else if token < TokenStream.unknown {
                    if let place = places[token] {
                        found[place].frequency += weight
                    } else {
                        places[token] = found.count
                        found.append((token, weight))
                    }
                }
            }
            return found
        }
    }
}
