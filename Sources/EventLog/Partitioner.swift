/// How a publisher chooses a key's partition. Clients of Kafka differ in it, so that one child's
/// records may stand in two places.
public enum Partitioner: String, CaseIterable, Sendable {
    /// Kafka's own, and ours.
    case murmur2
    /// What librdkafka and its wrappers do by default (`consistent_random`).
    case crc32

    /// The partition of a key among so many, from 0.
    public func partition(of key: [UInt8], among count: Int) -> Int {
        key.withUnsafeBytes { partition(of: $0, among: count) }
    }

    /// The same for bytes that are somebody else's.
    public func partition(of key: UnsafeRawBufferPointer, among count: Int) -> Int {
        switch self {
        case .murmur2: Partitioning.partition(of: key, among: count)
        case .crc32: Int(Self.crc32(key)) % count
        }
    }

    /// CRC-32 as in IEEE 802.3, reflected, which zlib and librdkafka have as well.
    static func crc32(_ bytes: UnsafeRawBufferPointer) -> UInt32 {
        ~bytes.reduce(~0) { crc, byte in
            table[Int(UInt8(truncatingIfNeeded: crc) ^ byte)] ^ crc >> 8
        }
    }

    private static let table: [UInt32] = (0..<256).map { index in
        (0..<8).reduce(UInt32(index)) { value, _ in
            value & 1 == 1 ? 0xedb8_8320 ^ value >> 1 : value >> 1
        }
    }
}
