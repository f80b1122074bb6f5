import Foundation

/// How good lists are against judgements, averaged over the lists.
struct Effectiveness: Encodable {
    /// Normalised discounted cumulative gain of the first 10, with the grade as the gain and the
    /// logarithm of the rank + 1 as the discount, as trec_eval's `ndcg_cut_10` has it. 0…1.
    var ndcg10 = 0.0
    /// The part of the right answers that is among the first 100. 0…1.
    var recall100 = 0.0

    /// - Parameter lists: by query, documents' identifiers, best first, each once.
    init(_ lists: [String: [String]], judgements: [String: [String: Int]]) {
        guard !lists.isEmpty else { return }
        for (query, list) in lists.sorted(by: { $0.key < $1.key }) {
            let grades = judgements[query] ?? [:]
            ndcg10 += Self.ndcg(list, grades)
            let right = grades.filter { $0.value > 0 }
            recall100 +=
                Double(list.prefix(100).count { right[$0] != nil }) / Double(max(1, right.count))
        }
        ndcg10 /= Double(lists.count)
        recall100 /= Double(lists.count)
    }

    static func ndcg(_ list: [String], _ grades: [String: Int]) -> Double {
        let best = gain(grades.values.filter { $0 > 0 }.sorted(by: >))
        return best > 0 ? gain(list.map { max(0, grades[$0] ?? 0) }) / best : 0
    }

    private static func gain(_ grades: [Int]) -> Double {
        grades.prefix(10).enumerated().reduce(0) {
            $0 + Double($1.element) / log2(Double($1.offset) + 2)
        }
    }
}
