/// Bytes on their way to one client, in pieces that are not copied.
struct OutputBuffer {
    private var pieces: [[UInt8]] = []
    private var first = 0
    private var offset = 0

    var isEmpty: Bool { first == pieces.count }

    mutating func add(_ bytes: [UInt8]) {
        guard !bytes.isEmpty else { return }
        // Small pieces go together: a packet each would be dear.
        if let last = pieces.last, first < pieces.count, last.count + bytes.count <= 16_384 {
            pieces[pieces.count - 1].append(contentsOf: bytes)
        } else {
            pieces.append(bytes)
        }
    }

    /// Hands the rest of the first piece to `send`, which says how much of it went.
    ///
    /// - Returns: false where the line takes no more at present, or is broken.
    mutating func drain(
        _ send: (UnsafeRawBufferPointer, _ hasMore: Bool) -> Int?
    ) -> Bool {
        while first < pieces.count {
            let hasMore = first + 1 < pieces.count
            let sent = pieces[first].withUnsafeBytes { bytes in
                send(UnsafeRawBufferPointer(rebasing: bytes[offset...]), hasMore)
            }
            guard let sent else { return false }
            offset += sent
            if offset == pieces[first].count {
                pieces[first] = []
                first += 1
                offset = 0
            }
        }
        pieces.removeAll(keepingCapacity: pieces.capacity <= 8)
        first = 0
        return true
    }
}
