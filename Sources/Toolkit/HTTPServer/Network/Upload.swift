/// A request whose body is coming.
struct Upload {
    var request: Request
    let rule: RouteRule
    var largest: Int { rule.largestBody ?? 0 }
    var left: Int
    var chunks: ChunkedBody?
    var share = BodyBudget.Share()
    /// When the last byte of it came.
    var moved = monotonicNanoseconds()

    init(_ request: Request, _ body: BodyLength, _ rule: RouteRule) {
        (self.request, self.rule) = (request, rule)
        switch body {
        case .none: left = 0
        case .bytes(let count): left = count
        case .chunked:
            left = 0
            chunks = ChunkedBody()
        }
    }

    enum Outcome {
        case more
        case whole
        case tooLarge
        /// All bodies together have no room for it.
        case noRoom
    }

    /// Takes what belongs to the body from the front of `bytes`, and says how much that was.
    mutating func take(
        _ bytes: UnsafeBufferPointer<UInt8>, within budget: BodyBudget
    ) throws(HeadFault) -> (count: Int, outcome: Outcome) {
        guard !bytes.isEmpty else { return (0, isWhole ? .whole : .more) }
        moved = monotonicNanoseconds()
        guard var chunks else {
            let count = min(left, bytes.count)
            guard keep(UnsafeBufferPointer(rebasing: bytes[..<count]), within: budget) else {
                return (count, .noRoom)
            }
            left -= count
            return (count, isWhole ? .whole : .more)
        }
        var fault: Outcome?
        let count = try chunks.read(bytes) { piece in
            if request.body.count + piece.count > largest {
                fault = .tooLarge
            } else if !keep(piece, within: budget) {
                fault = .noRoom
            }
            return fault == nil
        }
        self.chunks = chunks
        return (count, fault ?? (isWhole ? .whole : .more))
    }

    private var isWhole: Bool { chunks?.isOver ?? (left == 0) }

    private mutating func keep(
        _ piece: UnsafeBufferPointer<UInt8>, within budget: BodyBudget
    ) -> Bool {
        let count = request.body.count + piece.count
        guard budget.widen(&share, to: count) else { return false }
        if count > request.body.capacity {
            // A length that was stated is believed a little at a time.
            let stated = min(request.body.count + piece.count + left, count * 4)
            request.body.reserveCapacity(chunks == nil ? stated : count * 2)
        }
        request.body.append(contentsOf: piece)
        return true
    }
}
