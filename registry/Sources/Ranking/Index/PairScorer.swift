/// The one function that scores a need and a document.
///
/// It takes up one need at a time and is then asked about documents. Sums are taken in the order of
/// the need's terms, so the same pair gives the same bits whoever asks. It belongs to one thread at
/// a time.
final class PairScorer {
    private let fieldWeights: [Double]
    /// By term number: the need's term + 1, or 0.
    private let slotOfTerm: UnsafeMutableBufferPointer<UInt16>
    private var need: CompiledNeed?
    private var numbers: [UInt32] = []
    private var frequencies: [Double] = []
    private var near: [Double] = []
    private var nearnessAt: [Double] = []
    private var window = 0
    /// The latest places where a term with neighbours stood.
    private var recent: [(slot: Int, position: Int)] = []

    /// - Parameter termCount: how many terms the numbering has.
    init(termCount: Int, fieldWeights: [Double]) {
        self.fieldWeights = fieldWeights
        slotOfTerm = .allocate(capacity: termCount + 1)
        slotOfTerm.initialize(repeating: 0)
    }

    deinit { slotOfTerm.deallocate() }

    /// Goes over to another need.
    ///
    /// - Parameter numbers: by the need's term its number, or `TokenStream.unknown`.
    func take(_ need: CompiledNeed, numbers: [UInt32]) {
        for number in self.numbers where number != TokenStream.unknown {
            slotOfTerm[Int(number)] = 0
        }
        for (slot, number) in numbers.enumerated() where number != TokenStream.unknown {
            slotOfTerm[Int(number)] = UInt16(slot + 1)
        }
        self.need = need
        self.numbers = numbers
        frequencies = [Double](repeating: 0, count: need.terms.count)
        near = [Double](repeating: 0, count: need.pairs.count)
        let window = need.pairs.isEmpty ? 0 : need.nearness?.window ?? 0
        if self.window != window {
            self.window = window
            nearnessAt = (0...window).map { $0 == 0 ? 0 : 1 / Double($0 * $0) }
        }
    }

    /// - Parameters:
    ///   - stream: the document as a `TokenStream` in the numbering.
    ///   - length: how many terms it has.
    func score(_ stream: UnsafeBufferPointer<UInt32>, length: Int) -> Double {
        guard let need else { return 0 }
        read(stream, need)
        let damping = need.measure.damping(length: length)
        var score = 0.0
        for slot in frequencies.indices where frequencies[slot] > 0 {
            score += wordGain(slot, damping, need)
        }
        for pair in near.indices where near[pair] > 0 {
            score += pairGain(pair, damping, need)
        }
        return score
    }

    /// The same, part by part; the parts in this order sum to the score.
    func gains(
        _ stream: UnsafeBufferPointer<UInt32>, length: Int
    ) -> (words: [Double], pairs: [Double]) {
        guard let need else { return ([], []) }
        read(stream, need)
        let damping = need.measure.damping(length: length)
        return (
            frequencies.indices.map { frequencies[$0] > 0 ? wordGain($0, damping, need) : 0 },
            near.indices.map { near[$0] > 0 ? pairGain($0, damping, need) : 0 }
        )
    }

    private func wordGain(_ slot: Int, _ damping: Double, _ need: CompiledNeed) -> Double {
        need.weights[slot] * need.measure.saturated(frequencies[slot], damping: damping)
    }

    private func pairGain(_ number: Int, _ damping: Double, _ need: CompiledNeed) -> Double {
        guard let nearness = need.nearness else { return 0 }
        let pair = need.pairs[number]
        let measure = need.measure
        let first =
            need.rarities[pair.first] * measure.saturated(frequencies[pair.first], damping: damping)
        let second =
            need.rarities[pair.second]
            * measure.saturated(frequencies[pair.second], damping: damping)
        return pair.weight * min(first, second) * near[number] / (near[number] + nearness.half)
    }

    /// Counts the need's terms in the document, and how near its neighbours stand.
    private func read(_ stream: UnsafeBufferPointer<UInt32>, _ need: CompiledNeed) {
        for slot in frequencies.indices { frequencies[slot] = 0 }
        for pair in near.indices { near[pair] = 0 }
        recent.removeAll(keepingCapacity: true)
        var weight = 1.0
        var position = 0
        for token in stream {
            position += 1
            guard token < TokenStream.unknown else {
                if token >= TokenStream.marker {
                    let field = Int(token & 0xFF)
                    weight = field < fieldWeights.count ? fieldWeights[field] : 1
                    position += window
                }
                continue
            }
            let slot = Int(slotOfTerm[Int(token)]) - 1
            guard slot >= 0 else { continue }
            frequencies[slot] += weight
            if window > 0 { lookBack(slot, position, need.neighbours) }
        }
    }

    private func lookBack(_ slot: Int, _ position: Int, _ neighbours: Neighbours) {
        let places = neighbours.places(of: slot)
        guard !places.isEmpty else { return }
        var index = recent.count - 1
        while index >= 0, position - recent[index].position <= window {
            let other = recent[index].slot
            for place in places where Int(neighbours.others[place]) == other {
                near[Int(neighbours.pairs[place])] += nearnessAt[position - recent[index].position]
            }
            index -= 1
        }
        recent.append((slot, position))
    }
}
