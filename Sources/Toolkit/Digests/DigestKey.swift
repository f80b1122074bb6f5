/// The secret of a `KeyedDigest`: 32 bytes. Its description does not show them.
public struct DigestKey: Sendable, Hashable, CustomStringConvertible {
    /// How many bytes a key has.
    public static let length = 32

    let bytes: [UInt8]

    /// - Returns: nil unless there are exactly 32 bytes.
    public init?(_ bytes: [UInt8]) {
        guard bytes.count == Self.length else { return nil }
        self.bytes = bytes
    }

    private init(random count: Int) {
        bytes = randomBytes(count)
    }

    /// A key that nobody has had before.
    public static func random() -> DigestKey {
        DigestKey(random: length)
    }

    public var description: String { "a digest key" }
}
