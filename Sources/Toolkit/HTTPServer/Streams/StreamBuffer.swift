/// Bytes that wait for a client: appended at one end, taken at the other.
struct StreamBuffer {
    private var bytes: [UInt8] = []
    private var taken = 0

    var count: Int { bytes.count - taken }
    var waiting: ArraySlice<UInt8> { bytes[taken...] }

    mutating func append(_ more: [UInt8]) {
        // What was taken is let go once it is the larger part, so that moving stays cheap.
        if taken > bytes.count / 2 {
            bytes.removeFirst(taken)
            taken = 0
        }
        bytes.append(contentsOf: more)
    }

    /// Moves at most as many bytes as fit.
    mutating func take(into target: UnsafeMutableRawBufferPointer) -> Int {
        let amount = min(target.count, count)
        guard amount > 0 else { return 0 }
        target.copyBytes(from: bytes[taken..<taken + amount])
        taken += amount
        if taken == bytes.count { removeAll() }
        return amount
    }

    mutating func removeAll() {
        // Thousands of streams wait at once: a buffer that grew once is not kept.
        bytes.removeAll(keepingCapacity: bytes.capacity <= 2_048)
        taken = 0
    }
}
