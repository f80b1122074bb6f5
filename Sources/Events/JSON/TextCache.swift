private import Glibc

/// Strings that come again and again, such as the few systems that publish: each is made once and
/// shared, as long as it stays in the cache.
struct TextCache {
    private var slots: [String?]

    init() { slots = Array(repeating: nil, count: 256) }

    mutating func string(_ text: UnsafeBufferPointer<UInt8>) -> String {
        // FNV-1a; what falls on the same slot replaces what was there, so the cache stays small.
        var hash: UInt32 = 0x811c_9dc5
        for byte in text { hash = (hash ^ UInt32(byte)) &* 0x0100_0193 }
        let place = Int((hash ^ hash >> 15) & 255)
        if let known = slots[place], isSame(known, text) { return known }
        let string = String(decoding: text, as: UTF8.self)
        slots[place] = string
        return string
    }

    private func isSame(_ known: String, _ text: UnsafeBufferPointer<UInt8>) -> Bool {
        guard known.utf8.count == text.count, let start = text.baseAddress else { return false }
        let isSame = known.utf8.withContiguousStorageIfAvailable {
            memcmp($0.baseAddress!, start, text.count) == 0
        }
        return isSame ?? false
    }
}
