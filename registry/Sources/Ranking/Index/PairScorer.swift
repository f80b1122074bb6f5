/// The one function that scores a need and a document.
///
/// It takes up one need at a time and is then asked about documents. Sums are taken in the order of
/// the need's terms, so the same pair gives the same bits whoever asks.
///
/// It is asked millions of times, so it keeps its numbers in plain memory of its own.
struct PairScorer: ~Copyable {
    private let fieldWeights: [Double]
    /// By term number: the need's term + 1, or 0.
    private let slotOfTerm: UnsafeMutablePointer<UInt16>
    /// By the need's term: its weighted frequency in the document at hand.
    private let frequencies: UnsafeMutablePointer<Double>
    /// By the need's pair: how near its terms stand in the document at hand.
    private let near: UnsafeMutablePointer<Double>
    private var need: CompiledNeed
    private var numbers: [UInt32] = []
    private var nearnessAt: [Double] = []
    private var window = 0
    /// The latest places where a term with neighbours stood.
    private var recent: [(slot: Int, position: Int)] = []

    /// What a need can have of terms, and of pairs.
    static let capacity = 1 << 16

    /// - Parameter termCount: how many terms the numbering has.
    init(_ need: CompiledNeed, numbers: [UInt32], termCount: Int, fieldWeights: [Double]) {
        self.fieldWeights = fieldWeights
        slotOfTerm = .allocate(capacity: termCount + 1)
        slotOfTerm.initialize(repeating: 0, count: termCount + 1)
        frequencies = .allocate(capacity: Self.capacity)
        near = .allocate(capacity: Self.capacity)
        self.need = need
        take(need, numbers: numbers)
    }

    deinit {
        slotOfTerm.deallocate()
        frequencies.deallocate()
        near.deallocate()
    }

    /// Goes over to another need.
    ///
    /// - Parameter numbers: by the need's term its number, or `TokenStream.unknown`.
    mutating func take(_ need: CompiledNeed, numbers: [UInt32]) {
        precondition(need.terms.count < Self.capacity && need.pairs.count < Self.capacity)
        for number in self.numbers where number != TokenStream.unknown {
            slotOfTerm[Int(number)] = 0
        }
        for (slot, number) in numbers.enumerated() where number != TokenStream.unknown {
            slotOfTerm[Int(number)] = UInt16(slot + 1)
        }
        self.need = need
        self.numbers = numbers
        let window = need.pairs.isEmpty ? 0 : need.nearness?.window ?? 0
        if self.window != window {
            self.window = window
            nearnessAt = (0...window).map { $0 == 0 ? 0 : 1 / Double($0 * $0) }
        }
    }

    /// - Parameters:
    ///   - stream: the document as a `TokenStream` in the numbering.
    ///   - length: how many terms it has.
    mutating func score(_ stream: UnsafeBufferPointer<UInt32>, length: Int) -> Double {
        read(stream)
        let damping = need.measure.damping(length: length)
        var score = 0.0
        for slot in 0..<need.weights.count where frequencies[slot] > 0 {
            score += wordGain(slot, damping)
        }
        for pair in 0..<need.pairs.count where near[pair] > 0 {
            score += pairGain(pair, damping)
        }
        return score
    }

    /// The same, part by part; the parts in this order sum to the score.
    mutating func gains(
        _ stream: UnsafeBufferPointer<UInt32>, length: Int
    ) -> (words: [Double], pairs: [Double]) {
        read(stream)
        let damping = need.measure.damping(length: length)
        var gains: (words: [Double], pairs: [Double]) = ([], [])
        for slot in 0..<need.weights.count {
            gains.words.append(frequencies[slot] > 0 ? wordGain(slot, damping) : 0)
        }
        for pair in 0..<need.pairs.count {
            gains.pairs.append(near[pair] > 0 ? pairGain(pair, damping) : 0)
        }
        return gains
    }

    private func wordGain(_ slot: Int, _ damping: Double) -> Double {
        need.weights[slot] * need.measure.saturated(frequencies[slot], damping: damping)
    }

    private func pairGain(_ number: Int, _ damping: Double) -> Double {
        let pair = need.pairs[number]
        let measure = need.measure
        let first =
            need.rarities[pair.first] * measure.saturated(frequencies[pair.first], damping: damping)
        let second =
            need.rarities[pair.second]
            * measure.saturated(frequencies[pair.second], damping: damping)
        return pair.weight * min(first, second) * min(1, near[number])
    }

    /// Counts the need's terms in the document, and how near its neighbours stand.
    private mutating func read(_ stream: UnsafeBufferPointer<UInt32>) {
        frequencies.update(repeating: 0, count: need.weights.count)
        near.update(repeating: 0, count: need.pairs.count)
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
            if window > 0 { lookBack(slot, position) }
        }
    }

    private mutating func lookBack(_ slot: Int, _ position: Int) {
        let places = need.neighbours.places(of: slot)
        guard !places.isEmpty else { return }
        var index = recent.count - 1
        while index >= 0, position - recent[index].position <= window {
            let other = recent[index].slot
            for place in places where Int(need.neighbours.others[place]) == other {
                near[Int(need.neighbours.pairs[place])] +=
                    nearnessAt[position - recent[index].position]
            }
            index -= 1
        }
        recent.append((slot, position))
    }
}
