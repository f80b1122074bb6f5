/// The best documents so far.
struct BestHits {
    private let limit: Int
    private let forward: ForwardIndex
    /// A heap with the worst on top.
    private var heap: [(document: Int, score: Double)] = []

    init(limit: Int, forward: ForwardIndex) {
        self.limit = limit
        self.forward = forward
    }

    /// The score below which nothing can come in any more.
    var mark: Double { heap.count < limit ? 0 : heap[0].score }

    var documents: Set<Int> { Set(heap.map(\.document)) }

    var sorted: [(document: Int, score: Double)] { heap.sorted { isWorse($1, $0) } }

    mutating func offer(_ document: Int, _ score: Double) {
        guard score > 0 else { return }
        if heap.count < limit {
            heap.append((document, score))
            rise()
        } else if isWorse(heap[0], (document, score)) {
            heap[0] = (document, score)
            sink()
        }
    }

    private func isWorse(
        _ one: (document: Int, score: Double), _ other: (document: Int, score: Double)
    ) -> Bool {
        one.score != other.score
            ? one.score < other.score : forward.goesFirst(other.document, one.document)
    }

    private mutating func rise() {
        var place = heap.count - 1
        while place > 0, isWorse(heap[place], heap[(place - 1) / 2]) {
            heap.swapAt(place, (place - 1) / 2)
            place = (place - 1) / 2
        }
    }

    private mutating func sink() {
        var place = 0
        while true {
            var worst = place
            for child in [2 * place + 1, 2 * place + 2] where child < heap.count {
                if isWorse(heap[child], heap[worst]) { worst = child }
            }
            if worst == place { return }
            heap.swapAt(place, worst)
            place = worst
        }
    }
}

/// Finds the documents with the highest bounds.
enum HighestBounds {
    /// - Returns: at most `limit` documents with bounds above 0, in no particular order.
    static func documents(
        _ bounds: UnsafeBufferPointer<Float>, limit: Int, allowed: (Int) -> Bool
    ) -> [Int] {
        var found: [(document: Int, bound: Float)] = []
        var least: Float = 0
        // Lets twice as many in and throws half away again, which is cheaper than keeping order.
        func trim() {
            found.sort { $0.bound > $1.bound }
            found.removeLast(found.count - limit)
            least = found.last?.bound ?? 0
        }
        for document in bounds.indices where bounds[document] > least {
            guard allowed(document) else { continue }
            found.append((document, bounds[document]))
            if found.count >= max(2 * limit, 32), found.count > limit { trim() }
        }
        if found.count > limit { trim() }
        return found.map(\.document)
    }
}
