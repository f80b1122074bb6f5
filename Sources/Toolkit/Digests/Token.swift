/// A secret for a person or a program to keep and show: a name that may be seen, and 32 bytes that
/// nobody can guess. Only a digest of the secret is kept at the other end.
///
/// The bytes are as good as a key, so a plain digest of them cannot be turned round by trying; the
/// slow hashes that passwords need would only slow every request.
public struct Token: Sendable {
    /// What the token is called; no secret.
    public let name: String
    /// What its owner keeps: `NAME.` and 64 hexadecimal digits. To be shown once.
    public let text: String

    /// A token that nobody has had before.
    public static func random() -> Token {
        let name = hexadecimal(randomBytes(6))
        return Token(name: name, text: "\(name).\(hexadecimal(randomBytes(32)))")
    }

    /// The name in a token's text, or nil where it has not the form of one.
    public static func name(in text: String) -> String? {
        let parts = text.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        guard parts.map(\.count) == [12, 64],
            parts.joined().allSatisfy({
                (0x30...0x39).contains($0) || (0x61...0x66).contains($0)
            })
        else { return nil }
        return String(decoding: parts[0], as: UTF8.self)
    }

    /// What is kept of a token: BLAKE2b-256 of its text, 32 bytes.
    public static func digest(of text: String) -> [UInt8] {
        var text = text
        return text.withUTF8 { blake2b(UnsafeRawBufferPointer($0), count: 32) }
    }

    /// Whether a text is that of which a digest was kept. Takes as long whether the first byte
    /// differs or the last.
    public static func matches(_ text: String, digest kept: [UInt8]) -> Bool {
        equalInConstantTime(digest(of: text), kept)
    }
}
