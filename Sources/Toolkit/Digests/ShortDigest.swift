/// BLAKE2b-128 (RFC 7693), for keeping many: whether something was there before, byte for byte.
public struct ShortDigest: Hashable, Sendable {
    private let high: UInt64
    private let low: UInt64

    public init(of bytes: [UInt8]) {
        let digest = bytes.withUnsafeBytes { blake2b($0, count: 16) }
        (high, low) = digest.withUnsafeBytes {
            (
                $0.loadUnaligned(as: UInt64.self),
                $0.loadUnaligned(fromByteOffset: 8, as: UInt64.self)
            )
        }
    }
}
