internal import Legibility

/// What text must be like to name a child, a record, an event or its publisher.
enum Identifier {
    enum Problem: Equatable {
        case illegible(Legibility.Fault)
        case long
    }

    /// The characters that an identifier in `data` may have at most.
    static let longest = 128
    /// The characters that an attribute of the envelope may have at most.
    static let longestAttribute = 200

    /// What keeps valid UTF-8 from being an identifier. Characters are Unicode scalars, as JSON
    /// Schema counts them.
    static func problem(in text: UnsafeBufferPointer<UInt8>, longest: Int) -> Problem? {
        // No early way out, so that the compiler looks at many bytes at once.
        var strange: UInt8 = 0
        for byte in text { strange |= byte &- 0x20 > 0x5e ? 1 : 0 }
        guard strange == 0, let first = text.first, let last = text.last, first != 0x20,
            last != 0x20
        else { return problem(inUnicode: text, longest: longest) }
        return text.count > longest ? .long : nil
    }

    private static func problem(
        inUnicode text: UnsafeBufferPointer<UInt8>, longest: Int
    ) -> Problem? {
        let text = String(decoding: text, as: UTF8.self)
        if let fault = Legibility.fault(inIdentifier: text) { return .illegible(fault) }
        return text.unicodeScalars.count > longest ? .long : nil
    }
}
