private import CSodium

/// The library must be started once before anything else of it is called; touching this constant
/// does so, in whichever thread comes first.
private let started = sodium_init() >= 0

/// BLAKE2b of the bytes, `count` bytes long (16 to 64), with a key or without.
func blake2b(
    _ bytes: UnsafeRawBufferPointer, count: Int, key: [UInt8] = []
) -> [UInt8] {
    // It fails only where the system has no source of randomness at all, and the digests need none.
    precondition(started, "libsodium could not be started")
    var digest = [UInt8](repeating: 0, count: count)
    let input = bytes.assumingMemoryBound(to: UInt8.self)
    let code = crypto_generichash(
        &digest, count, input.baseAddress, UInt64(input.count), key, key.count)
    precondition(code == 0, "lengths are within BLAKE2b's limits")
    return digest
}

/// Bytes that nobody can guess.
func randomBytes(_ count: Int) -> [UInt8] {
    precondition(started, "libsodium could not be started")
    var bytes = [UInt8](repeating: 0, count: count)
    randombytes_buf(&bytes, count)
    return bytes
}

/// Two lower-case hexadecimal digits for each byte.
func hexadecimal(_ bytes: [UInt8]) -> String {
    let digits = Array("0123456789abcdef".utf8)
    return String(unsafeUninitializedCapacity: bytes.count * 2) { text in
        for (index, byte) in bytes.enumerated() {
            text[2 * index] = digits[Int(byte >> 4)]
            text[2 * index + 1] = digits[Int(byte & 15)]
        }
        return bytes.count * 2
    }
}

/// Whether two secrets are the same, in a time that does not tell where they differ.
func equalInConstantTime(_ one: [UInt8], _ other: [UInt8]) -> Bool {
    one.count == other.count && sodium_memcmp(one, other, one.count) == 0
}
