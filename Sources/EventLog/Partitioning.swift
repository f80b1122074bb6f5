/// Which partition a key goes to: Kafka's default, murmur2 of the key's bytes, so that a log moved
/// to Kafka keeps every child where it was.
public enum Partitioning {
    /// The partition of a key among so many, from 0. No key: partition 0.
    public static func partition(of key: [UInt8]?, among count: Int) -> Int {
        guard let key else { return 0 }
        return key.withUnsafeBytes { partition(of: $0, among: count) }
    }

    /// The same for bytes that are somebody else's.
    public static func partition(of key: UnsafeRawBufferPointer, among count: Int) -> Int {
        Int(murmur2(key) & 0x7fff_ffff) % count
    }

    /// MurmurHash 2, 32 bits, seed 0x9747b28c, as Apache Kafka's `Utils.murmur2` has it.
    static func murmur2(_ bytes: UnsafeRawBufferPointer) -> UInt32 {
        let factor: UInt32 = 0x5bd1_e995
        var hash: UInt32 = 0x9747_b28c ^ UInt32(truncatingIfNeeded: bytes.count)
        var index = 0
        while index + 4 <= bytes.count {
            var word =
                UInt32(bytes[index]) | UInt32(bytes[index + 1]) << 8
                | UInt32(bytes[index + 2]) << 16 | UInt32(bytes[index + 3]) << 24
            word = word &* factor
            word ^= word >> 24
            word = word &* factor
            hash = (hash &* factor) ^ word
            index += 4
        }
        let rest = bytes.count - index
        if rest >= 3 { hash ^= UInt32(bytes[index + 2]) << 16 }
        if rest >= 2 { hash ^= UInt32(bytes[index + 1]) << 8 }
        if rest >= 1 { hash = (hash ^ UInt32(bytes[index])) &* factor }
        hash = (hash ^ hash >> 13) &* factor
        return hash ^ hash >> 15
    }
}
