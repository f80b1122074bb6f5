/// Bytes that came from one client and were not read yet.
struct InputBuffer {
    private var bytes: [UInt8] = []
    private var first = 0

    var count: Int { bytes.count - first }
    var isEmpty: Bool { first == bytes.count }

    mutating func append(_ more: UnsafeRawBufferPointer) { bytes.append(contentsOf: more) }

    func withBytes<Result, Fault: Error>(
        _ body: (UnsafeBufferPointer<UInt8>) throws(Fault) -> Result
    ) throws(Fault) -> Result {
        try bytes.withUnsafeBufferPointer { buffer throws(Fault) in
            try body(UnsafeBufferPointer(rebasing: buffer[first...]))
        }
    }

    mutating func drop(_ count: Int) {
        first += count
        if first == bytes.count { removeAll() }
    }

    mutating func removeAll() {
        // Thousands of connections wait at once: what grew once is not kept.
        bytes.removeAll(keepingCapacity: bytes.capacity <= 4_096)
        first = 0
    }
}
