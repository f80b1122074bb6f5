/// Bytes in memory that somebody else looks after.
///
/// `@unchecked Sendable`: nobody writes there as long as the lender lives, and whoever holds these
/// holds the lender too.
public struct LentBytes: @unchecked Sendable {
    @usableFromInline let start: UnsafeRawPointer
    public let count: Int

    /// - Parameter start: any address, where there are no bytes.
    public init(start: UnsafeRawPointer, count: Int) {
        self.start = start
        self.count = count
    }

    @inlinable var buffer: UnsafeRawBufferPointer {
        UnsafeRawBufferPointer(start: start, count: count)
    }
}

/// The lender of a record that has bytes of its own.
final class OwnBytes: Sendable {
    let key: LentBytes?
    let value: LentBytes?

    init(key: [UInt8]?, value: [UInt8]?) {
        self.key = key.map(OwnBytes.copy)
        self.value = value.map(OwnBytes.copy)
    }

    deinit {
        key?.start.deallocate()
        value?.start.deallocate()
    }

    private static func copy(_ bytes: [UInt8]) -> LentBytes {
        let memory = UnsafeMutableRawBufferPointer.allocate(
            byteCount: max(1, bytes.count), alignment: 8)
        memory.copyBytes(from: bytes)
        return LentBytes(start: UnsafeRawPointer(memory.baseAddress!), count: bytes.count)
    }
}
