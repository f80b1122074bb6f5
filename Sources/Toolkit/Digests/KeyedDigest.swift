/// Keyed BLAKE2b (RFC 7693, section 2.9): stands for something that must not be named. Without the
/// key nobody can tell what a digest stands for, even by trying every possible name; with it, equal
/// things have equal digests.
public struct KeyedDigest: Sendable {
    private let key: DigestKey

    public init(key: DigestKey) {
        self.key = key
    }

    /// 16 bytes as 32 lower-case hexadecimal digits.
    public func digest(of text: String) -> String {
        var text = text
        return text.withUTF8 {
            hexadecimal(blake2b(UnsafeRawBufferPointer($0), count: 16, key: key.bytes))
        }
    }
}
