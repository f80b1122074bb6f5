/// A short digest that is the same on every machine and in every version: FNV-1a, 64 bits. It
/// tells contents apart; it does not keep them secret.
struct StableDigest: Hashable {
    private(set) var value: UInt64 = 0xcbf2_9ce4_8422_2325

    /// Takes in a part; parts do not run into each other.
    mutating func add(_ bytes: some Sequence<UInt8>) {
        for byte in bytes { step(byte) }
        step(0xff)  // never a byte of UTF-8
    }

    private mutating func step(_ byte: UInt8) {
        value = (value ^ UInt64(byte)) &* 0x0000_0100_0000_01b3
    }

    /// Sixteen hexadecimal digits.
    var text: String {
        let digits = String(value, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }
}
