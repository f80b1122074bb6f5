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
