/// What text must be like to name a child, a record, an event or its publisher.
enum Identifier {
    enum Problem { case blank, long, control }

    /// The characters that an identifier in `data` may have at most.
    static let longest = 128
    /// The characters that an attribute of the envelope may have at most.
    static let longestAttribute = 200

    /// What keeps valid UTF-8 from being an identifier. Characters are Unicode scalars, as JSON
    /// Schema counts them.
    static func problem(in text: UnsafeBufferPointer<UInt8>, longest: Int) -> Problem? {
        // No early way out, so that the compiler looks at many bytes at once.
        var strange: UInt8 = 0
        var inked: UInt8 = 0
        for byte in text {
            strange |= byte &- 0x20 > 0x5e ? 1 : 0
            inked |= byte ^ 0x20
        }
        if strange != 0 { return problem(inUnicode: text, longest: longest) }
        return inked == 0 ? .blank : text.count > longest ? .long : nil
    }

    private static func problem(
        inUnicode text: UnsafeBufferPointer<UInt8>, longest: Int
    ) -> Problem? {
        let scalars = String(decoding: text, as: UTF8.self).unicodeScalars
        if scalars.contains(where: { $0.properties.generalCategory == .control }) {
            return .control
        }
        if scalars.allSatisfy(\.properties.isWhitespace) { return .blank }
        return scalars.count > longest ? .long : nil
    }
}
