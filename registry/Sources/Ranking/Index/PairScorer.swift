/// The one function that scores a need and a document.
///
/// It is made for one need and the numbering of one table of terms, and then asked about many
/// documents. Sums are taken in the order of the need's terms, so the same pair gives the same
/// bits whoever asks. It belongs to one thread at a time.
final class PairScorer {
    private let need: CompiledNeed
    private let fieldWeights: [Double]
    /// By term number: the need's term + 1, or 0.
    private let slotOfTerm: UnsafeMutableBufferPointer<UInt16>
    private let frequencies: UnsafeMutableBufferPointer<Double>
    private let near: UnsafeMutableBufferPointer<Double>
    /// By the need's term: its neighbours and the pair that they are, in one list.
    private var neighbours: [(other: UInt16, pair: UInt16)] = []
    private var neighbourEnds: [Int] = []
    private let nearnessAt: [Double]
    private let window: Int
    /// The latest places where a term with neighbours stood.
    private var recent: [(slot: Int, position: Int)] = []

    init(_ need: CompiledNeed, terms: TermTable, fieldWeights: [Double]) {
        self.need = need
        self.fieldWeights = fieldWeights
        slotOfTerm = .allocate(capacity: max(1, terms.count))
        slotOfTerm.initialize(repeating: 0)
        for (slot, term) in need.terms.enumerated() {
            if let number = terms.find(term.term) { slotOfTerm[Int(number)] = UInt16(slot + 1) }
        }
        frequencies = .allocate(capacity: need.terms.count + 1)
        frequencies.initialize(repeating: 0)
        near = .allocate(capacity: need.pairs.count + 1)
        near.initialize(repeating: 0)
        window = need.pairs.isEmpty ? 0 : need.nearness?.window ?? 0
        nearnessAt = (0...max(1, window)).map { $0 == 0 ? 0 : 1 / Double($0 * $0) }
        var lists = [[(other: UInt16, pair: UInt16)]](repeating: [], count: need.terms.count)
        for (number, pair) in need.pairs.enumerated() {
            lists[pair.first].append((UInt16(pair.second), UInt16(number)))
            lists[pair.second].append((UInt16(pair.first), UInt16(number)))
        }
        for list in lists {
            neighbours += list
            neighbourEnds.append(neighbours.count)
        }
    }

    deinit {
        slotOfTerm.deallocate()
        frequencies.deallocate()
        near.deallocate()
    }

    /// - Parameters:
    ///   - stream: the document as a `TokenStream` in the numbering of the table.
    ///   - length: how many terms it has.
    func score(_ stream: UnsafeBufferPointer<UInt32>, length: Int) -> Double {
        read(stream)
        let damping = need.measure.damping(length: length)
        var score = 0.0
        for slot in need.terms.indices where frequencies[slot] > 0 {
            score += wordGain(slot, damping)
        }
        for pair in need.pairs.indices where near[pair] > 0 {
            score += pairGain(pair, damping)
        }
        return score
    }

    /// The same, part by part; the parts in this order sum to the score.
    func gains(
        _ stream: UnsafeBufferPointer<UInt32>, length: Int
    ) -> (words: [Double], pairs: [Double]) {
        read(stream)
        let damping = need.measure.damping(length: length)
        return (
            need.terms.indices.map { frequencies[$0] > 0 ? wordGain($0, damping) : 0 },
            need.pairs.indices.map { near[$0] > 0 ? pairGain($0, damping) : 0 }
        )
    }

    private func wordGain(_ slot: Int, _ damping: Double) -> Double {
        need.terms[slot].weight * need.measure.saturated(frequencies[slot], damping: damping)
    }

    private func pairGain(_ number: Int, _ damping: Double) -> Double {
        guard let nearness = need.nearness else { return 0 }
        let pair = need.pairs[number]
        let measure = need.measure
        let first =
            need.terms[pair.first].rarity
            * measure.saturated(frequencies[pair.first], damping: damping)
        let second =
            need.terms[pair.second].rarity
            * measure.saturated(frequencies[pair.second], damping: damping)
        return pair.weight * min(first, second) * near[number] / (near[number] + nearness.half)
    }

    /// Counts the need's terms in the document, and how near its neighbours stand.
    private func read(_ stream: UnsafeBufferPointer<UInt32>) {
        frequencies.update(repeating: 0)
        near.update(repeating: 0)
        recent.removeAll(keepingCapacity: true)
        var weight = 1.0
        var position = 0
        for token in stream {
            if token >= TokenStream.unknown {
                if token >= TokenStream.marker {
                    let field = Int(token & 0xFF)
                    weight = field < fieldWeights.count ? fieldWeights[field] : 1
                    position += window
                }
                position += 1
                continue
            }
            position += 1
            let slot = Int(slotOfTerm[Int(token)]) - 1
            guard slot >= 0 else { continue }
            frequencies[slot] += weight
            if window > 0 { lookBack(slot, position) }
        }
    }

    private func lookBack(_ slot: Int, _ position: Int) {
        let start = slot == 0 ? 0 : neighbourEnds[slot - 1]
        let end = neighbourEnds[slot]
        guard start < end else { return }
        var index = recent.count - 1
        while index >= 0, position - recent[index].position <= window {
            let other = recent[index].slot
            for place in start..<end where Int(neighbours[place].other) == other {
                near[Int(neighbours[place].pair)] += nearnessAt[position - recent[index].position]
            }
            index -= 1
        }
        recent.append((slot, position))
    }
}
