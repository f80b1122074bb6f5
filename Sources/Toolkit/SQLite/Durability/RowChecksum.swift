/// The checksum of a row: of its columns in order, each with its type, so that NULL, nothing and 0
/// differ. Kept in a column of its own, it shows that a row is no longer what was written.
///
/// In SQL it is `row_checksum(column, …)`, on every connection of this room.
public struct RowChecksum: Sendable {
    private var state: UInt64 = 0

    public init() {}

    /// As the column holds it: any 64 bits.
    public var value: Int64 { Int64(bitPattern: state) }

    public mutating func add(_ integer: Int64) {
        state = XXH64.mixing(UInt64(bitPattern: integer), into: state ^ 1)
    }

    public mutating func add(_ real: Double) {
        state = XXH64.mixing(real.bitPattern, into: state ^ 2)
    }

    public mutating func add(_ text: String) {
        var text = text
        text.withUTF8 { add(text: UnsafeRawBufferPointer($0)) }
    }

    /// The bytes of a text in UTF-8.
    public mutating func add(text bytes: UnsafeRawBufferPointer) { add(bytes, type: 3) }

    /// A blob; nil for NULL.
    public mutating func add(_ blob: UnsafeRawBufferPointer?) {
        if let blob { add(blob, type: 4) } else { addNull() }
    }

    public mutating func addNull() { state = (state ^ 5) &* 0x9E37_79B1_85EB_CA87 }

    private mutating func add(_ bytes: UnsafeRawBufferPointer, type: UInt64) {
        state = XXH64.checksum(bytes, seed: state ^ type)
    }

    /// The checksum of bytes alone, such as a file's.
    public static func of(_ bytes: UnsafeRawBufferPointer) -> UInt64 {
        XXH64.checksum(bytes, seed: 0)
    }
}
