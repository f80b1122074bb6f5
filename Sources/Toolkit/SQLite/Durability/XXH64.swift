/// XXH64, a fast checksum of 64 bits: a change of any kind goes unnoticed once in 2^64 times. It is
/// no signature: whoever wants to can make bytes that fit.
///
/// Source: Yann Collet, xxHash specification 0.2.0, section XXH64.
enum XXH64 {
    private static let prime1: UInt64 = 0x9E37_79B1_85EB_CA87
    private static let prime2: UInt64 = 0xC2B2_AE3D_27D4_EB4F
    private static let prime3: UInt64 = 0x1656_67B1_9E37_79F9
    private static let prime4: UInt64 = 0x85EB_CA77_C2B2_AE63
    private static let prime5: UInt64 = 0x27D4_EB2F_1656_67C5

    static func checksum(_ bytes: UnsafeRawBufferPointer, seed: UInt64) -> UInt64 {
        let count = bytes.count
        var place = 0
        var hash: UInt64
        if count >= 32 {
            var one = seed &+ prime1 &+ prime2
            var two = seed &+ prime2
            var three = seed
            var four = seed &- prime1
            while place <= count - 32 {
                one = round(one, word(bytes, place))
                two = round(two, word(bytes, place + 8))
                three = round(three, word(bytes, place + 16))
                four = round(four, word(bytes, place + 24))
                place += 32
            }
            hash = turned(one, 1) &+ turned(two, 7) &+ turned(three, 12) &+ turned(four, 18)
            hash = (hash ^ round(0, one)) &* prime1 &+ prime4
            hash = (hash ^ round(0, two)) &* prime1 &+ prime4
            hash = (hash ^ round(0, three)) &* prime1 &+ prime4
            hash = (hash ^ round(0, four)) &* prime1 &+ prime4
        } else {
            hash = seed &+ prime5
        }
        hash &+= UInt64(count)
        while place <= count - 8 {
            hash = turned(hash ^ round(0, word(bytes, place)), 27) &* prime1 &+ prime4
            place += 8
        }
        if place <= count - 4 {
            let half = UInt64(
                UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: place, as: UInt32.self)))
            hash = turned(hash ^ half &* prime1, 23) &* prime2 &+ prime3
            place += 4
        }
        while place < count {
            hash = turned(hash ^ UInt64(bytes[place]) &* prime5, 11) &* prime1
            place += 1
        }
        hash = (hash ^ hash >> 33) &* prime2
        hash = (hash ^ hash >> 29) &* prime3
        return hash ^ hash >> 32
    }

    /// One word more in a checksum: each word gives another, and nothing is lost of what was there.
    static func mixing(_ word: UInt64, into hash: UInt64) -> UInt64 {
        var hash = turned(hash ^ round(0, word), 27) &* prime1 &+ prime4
        hash = (hash ^ hash >> 33) &* prime2
        return hash ^ hash >> 29
    }

    @inline(__always)
    private static func word(_ bytes: UnsafeRawBufferPointer, _ place: Int) -> UInt64 {
        UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: place, as: UInt64.self))
    }

    @inline(__always)
    private static func round(_ lane: UInt64, _ word: UInt64) -> UInt64 {
        turned(lane &+ word &* prime2, 31) &* prime1
    }

    @inline(__always)
    private static func turned(_ word: UInt64, _ bits: UInt64) -> UInt64 {
        word << bits | word >> (64 - bits)
    }
}
