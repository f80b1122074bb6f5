/// BLAKE2b-256 (RFC 7693), for telling whether two things are the same, byte for byte.
public enum Digest {
    /// The digest as 64 lower-case hexadecimal digits.
    public static func of(_ bytes: some Sequence<UInt8>) -> String {
        let bytes = Array(bytes)
        return hexadecimal(bytes.withUnsafeBytes { blake2b($0, count: 32) })
    }
}
