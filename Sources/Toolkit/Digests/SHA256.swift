private import CSodium

/// SHA-256 (FIPS 180-4), for protocols that ask for it; our own digests are BLAKE2b.
public enum SHA256 {
    /// The 32 bytes of a message's digest.
    public static func digest(of message: some Sequence<UInt8>) -> [UInt8] {
        let message = Array(message)
        var digest = [UInt8](repeating: 0, count: Int(crypto_hash_sha256_bytes()))
        crypto_hash_sha256(&digest, message, UInt64(message.count))
        return digest
    }
}
