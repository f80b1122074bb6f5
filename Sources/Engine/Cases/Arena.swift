/// Memory for what is written once, never moved and given back all at once: the events of a
/// partition. Nothing is paid for a piece but its bytes, and writing runs along the memory.
final class Arena {
    /// Where a piece begins: 8-byte steps, so 32 bits reach 32 GiB.
    struct Reference: Equatable {
        fileprivate let step: UInt32

        /// No piece.
        static let none = Reference(step: .max)
    }

    /// Larger than the largest event there is, whose texts have some 5,000 bytes.
    private static let chunk = 1 << 20
    private var chunks: [UnsafeMutableRawPointer] = []
    private var used = Arena.chunk

    deinit {
        for chunk in chunks { chunk.deallocate() }
    }

    /// A new piece of so many bytes, at most `chunk`; it begins at a multiple of 8.
    func take(_ count: Int) -> (Reference, UnsafeMutableRawPointer) {
        let size = (count + 7) & ~7
        precondition(size <= Arena.chunk, "a piece fits into a chunk")
        if used + size > Arena.chunk {
            chunks.append(.allocate(byteCount: Arena.chunk, alignment: 16))
            used = 0
        }
        let step = ((chunks.count - 1) * Arena.chunk + used) / 8
        precondition(step < UInt32.max, "one partition's events fit into 32 GiB")
        defer { used += size }
        return (Reference(step: UInt32(step)), chunks[chunks.count - 1] + used)
    }

    /// Where a piece begins in memory.
    subscript(reference: Reference) -> UnsafeMutableRawPointer {
        let place = Int(reference.step) * 8
        return chunks[place / Arena.chunk] + place % Arena.chunk
    }
}
