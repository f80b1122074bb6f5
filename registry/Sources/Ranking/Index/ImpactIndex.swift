/// Which documents have a term and how much it says there, rounded up to one of 255 steps: enough
/// for an upper bound of every document's score in one pass over a need's terms.
///
/// Documents come in blocks whose numbers fit 16 bits, so that a posting is three bytes. A term
/// that much of a block has is a row with a byte for each document instead.
struct ImpactIndex: Sendable {
    /// Documents in a block at most.
    private static let largestBlock = 65_536
    /// A term in more than one of this many of a block's documents is a row.
    private static let rowShare = 6

    private struct Block: Sendable {
        var first: Int
        var count: Int
        /// By term: where its postings end; they start where the term before ends.
        var ends: [UInt32]
        var documents: [UInt16]
        var impacts: [UInt8]
        /// By term: its row + 1, or 0.
        var rowOfTerm: [UInt32]
        var rows: [UInt8]
    }

    private let blocks: [Block]
    private let count: Int
    /// Terms with a higher number came later.
    private let terms: Int
    /// The saturated frequency of one step.
    private let step: Double

    /// - Parameter blockSize: documents in a block, at most 65,536.
    init(
        _ forward: ForwardIndex, terms: Int, fieldWeights: [Double], measure: Measure,
        blockSize: Int = largestBlock
    ) {
        count = forward.count
        self.terms = terms
        step = measure.most / 255
        var counter = TermCounter(terms: terms, fieldWeights: fieldWeights)
        var blocks: [Block] = []
        for first in stride(from: 0, to: forward.count, by: blockSize) {
            let range = first..<min(first + blockSize, forward.count)
            blocks.append(
                Self.block(range, forward, terms: terms, measure: measure, counter: &counter))
        }
        self.blocks = blocks
    }

    private static func block(
        _ range: Range<Int>, _ forward: ForwardIndex, terms: Int, measure: Measure,
        counter: inout TermCounter
    ) -> Block {
        var having = [UInt32](repeating: 0, count: terms)
        for document in range {
            forward.withStream(document) { counter.count($0) }
            for term in counter.found { having[Int(term)] += 1 }
        }
        var ends = [UInt32](repeating: 0, count: terms)
        var rowOfTerm = [UInt32](repeating: 0, count: terms)
        var rows = 0
        var total: UInt32 = 0
        for term in 0..<terms {
            if having[term] > max(64, range.count / rowShare) {
                rows += 1
                rowOfTerm[term] = UInt32(rows)
            } else {
                total += having[term]
            }
            ends[term] = total
        }
        var block = Block(
            first: range.lowerBound, count: range.count, ends: ends,
            documents: [UInt16](repeating: 0, count: Int(total)),
            impacts: [UInt8](repeating: 0, count: Int(total)), rowOfTerm: rowOfTerm,
            rows: [UInt8](repeating: 0, count: rows * range.count))
        var places = [UInt32](repeating: 0, count: terms)
        for term in 1..<max(1, terms) { places[term] = ends[term - 1] }
        for document in range {
            forward.withStream(document) { counter.count($0) }
            let damping = measure.damping(length: Int(forward.lengths[document]))
            for term in counter.found.map(Int.init) {
                let gain = measure.saturated(counter.frequencies[term], damping: damping)
                // A hair more, so that rounding cannot make a bound too low.
                let impact = UInt8(
                    min(255, max(1, (gain / measure.most * 255 * (1 + 1e-12)).rounded(.up))))
                if rowOfTerm[term] > 0 {
                    let row = Int(rowOfTerm[term] - 1) * range.count
                    block.rows[row + document - range.lowerBound] = impact
                } else {
                    let place = Int(places[term])
                    block.documents[place] = UInt16(document - range.lowerBound)
                    block.impacts[place] = impact
                    places[term] += 1
                }
            }
        }
        return block
    }

    /// Lends for each document a number that its score does not exceed once it is multiplied by the
    /// slack, which pays for the rounding of sums.
    ///
    /// - Parameter except: documents whose bound is to be 0; those beyond the last are passed over.
    func withBounds<Value>(
        _ need: CompiledNeed, numbers: [UInt32], except: [Int] = [],
        _ body: (UnsafeBufferPointer<Float>, _ slack: Double) -> Value
    ) -> Value {
        let bounds = UnsafeMutableBufferPointer<Float>.allocate(capacity: count)
        defer { bounds.deallocate() }
        bounds.initialize(repeating: 0)
        let weights = need.boundingWeights
        for block in blocks {
            let part = UnsafeMutableBufferPointer(
                rebasing: bounds[block.first..<block.first + block.count])
            for (slot, number) in numbers.enumerated() where number < terms {
                add(block, Int(number), Float(weights[slot] * step), to: part)
            }
        }
        for document in except where document < count { bounds[document] = 0 }
        let slack = 1 + Double(numbers.count + 8) * 1.2e-7
        return body(UnsafeBufferPointer(bounds), slack)
    }

    private func add(
        _ block: Block, _ term: Int, _ weight: Float, to bounds: UnsafeMutableBufferPointer<Float>
    ) {
        guard let target = bounds.baseAddress else { return }
        if block.rowOfTerm[term] > 0 {
            let start = Int(block.rowOfTerm[term] - 1) * block.count
            block.rows.withUnsafeBufferPointer { rows in
                guard let row = rows.baseAddress.map({ $0 + start }) else { return }
                for document in 0..<block.count {
                    target[document] += weight * Float(row[document])
                }
            }
            return
        }
        let start = term == 0 ? 0 : Int(block.ends[term - 1])
        let end = Int(block.ends[term])
        block.documents.withUnsafeBufferPointer { documents in
            block.impacts.withUnsafeBufferPointer { impacts in
                guard let documents = documents.baseAddress, let impacts = impacts.baseAddress
                else { return }
                for place in start..<end {
                    target[Int(documents[place])] += weight * Float(impacts[place])
                }
            }
        }
    }

    /// Bytes held.
    var size: Int {
        blocks.reduce(0) {
            $0 + $1.ends.count * 8 + $1.documents.count * 3 + $1.rows.count
        }
    }
}
