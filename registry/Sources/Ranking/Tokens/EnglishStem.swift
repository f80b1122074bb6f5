private import CStemmer

/// Snowball's English stemmer. It belongs to one thread at a time; making one is cheap.
final class EnglishStem {
    private let handle: OpaquePointer

    init() {
        guard let handle = sb_stemmer_new("english", "UTF_8") else {
            preconditionFailure("The Snowball library on this machine has no English stemmer.")
        }
        self.handle = handle
    }

    deinit { sb_stemmer_delete(handle) }

    /// Lends the stem of a word in small letters.
    func withStem<Value>(
        of word: borrowing [UInt8], _ body: (UnsafeBufferPointer<UInt8>) -> Value
    ) -> Value {
        word.withUnsafeBufferPointer { word in
            guard let stem = sb_stemmer_stem(handle, word.baseAddress, Int32(word.count)) else {
                return body(word)
            }
            return body(
                UnsafeBufferPointer(start: stem, count: Int(sb_stemmer_length(handle))))
        }
    }
}
