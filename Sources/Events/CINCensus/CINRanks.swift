internal import Casework

extension CINEpisode {
    /// The rank of each episode among those of its day and source, from 1.
    ///
    /// The one that lasts longest comes first: what is open, then what ended last. A return leaves
    /// out what ended before its year, and that is what comes last, so the ones that a return of
    /// another year still has keep their ranks. Where two last equally long, what else they say
    /// decides, and not the order of the document.
    static func ranks(of episodes: [CINEpisode]) -> [Int] {
        var ranks = [Int](repeating: 1, count: episodes.count)
        let groups = Dictionary(grouping: episodes.indices) { index in
            Referred(on: episodes[index].received, by: episodes[index].source)
        }
        for group in groups.values where group.count > 1 {
            let ordered = group.sorted { left, right in
                let (first, second) = (episodes[left].place, episodes[right].place)
                return first == second ? left < right : first.lexicographicallyPrecedes(second)
            }
            for (place, index) in ordered.enumerated() { ranks[index] = place + 1 }
        }
        return ranks
    }

    private struct Referred: Hashable {
        let day: Day
        let source: ReferralSource

        init(on day: Day, by source: ReferralSource) {
            self.day = day
            self.source = source
        }
    }

    /// Numbers that put the episodes of a day and source in order: how long it lasts, then the rest
    /// of what it says.
    private var place: [Int] {
        let rest = [
            noFurtherAction.map { $0 ? 1 : 0 } ?? 2,
            need.flatMap { PrimaryNeed.allCases.firstIndex(of: $0) } ?? PrimaryNeed.allCases.count,
        ]
        switch closing {
        case .open where noFurtherAction == true:
            return [2, -Int(received.number), 1] + rest
        case .open: return [0, 0, 0] + rest
        case .untold: return [1, 0, 0] + rest
        case .closed(let day, let reason):
            let code = ClosureReason.allCases.firstIndex(of: reason) ?? 0
            return [2, -Int(max(day, received).number), 0] + rest + [code]
        }
    }
}
