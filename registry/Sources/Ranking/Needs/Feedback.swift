import Glibc

extension RankingIndex {
    /// Adds the terms that say most in the best documents: by what each gives in each of them and
    /// by how rare it is elsewhere. A document counts by its score, so that a weak one has little
    /// to say.
    func takeOver(
        _ feedback: RankingSettings.Feedback, from need: CompiledNeed, to draft: inout NeedDraft
    ) {
        let hits = top(need, limit: feedback.documents)
        guard let best = hits.first?.score else { return }
        let values = values(of: hits, best: best, focus: feedback.focus)
        let total = values.prefix(feedback.terms).reduce(0) { $0 + $1.value }
        guard total > 0 else { return }
        let budget = feedback.weight * need.terms.reduce(0) { $0 + $1.weight }
        for (term, rarity, value) in values.prefix(feedback.terms) {
            draft.add(
                term, kind: .feedback, amount: budget * value / total / rarity, range: nil
            ) { _ in rarity }
        }
    }

    /// The documents' terms, the most telling first.
    private func values(
        of hits: [Hit], best: Double, focus: Double
    ) -> [(term: String, rarity: Double, value: Double)] {
        var sums: [UInt32: Double] = [:]
        var counter = TermCounter(terms: terms.count, fieldWeights: settings.fieldWeights)
        for hit in hits {
            let say = pow(hit.score / best, focus)
            let damping = measure.damping(length: Int(forward.lengths[hit.document]))
            forward.withStream(hit.document) { counter.count($0) }
            for term in counter.found {
                sums[term, default: 0] +=
                    say * measure.saturated(counter.frequencies[Int(term)], damping: damping)
            }
        }
        var values = sums.map { number, sum in
            let rarity = Measure.rarity(
                settings.rarity, documents: statistics.documents,
                having: statistics.documents(having: number))
            return (number: number, rarity: rarity, value: sum * rarity)
        }
        values.sort { $0.value > $1.value }
        // Only those that could be taken are spelt out; equal values go by spelling.
        let limit = settings.feedback?.terms ?? 0
        let least = values.count > limit && limit > 0 ? values[limit - 1].value : 0
        return values.prefix { $0.value >= least }
            .map { (term: terms.term($0.number), rarity: $0.rarity, value: $0.value) }
            .sorted { $0.value != $1.value ? $0.value > $1.value : $0.term < $1.term }
    }
}
