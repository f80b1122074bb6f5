/// Lets through what a return may have on its way to the XML parser, piece by piece: UTF-8 without
/// a document type and without processing instructions.
///
/// None of these stands in a return, and Foundation's `XMLParser` on Linux, which has no switch
/// for any of them, dies of some: it traps on a name that is not UTF-8 and reads a null pointer at
/// an instruction without text, `<?a?>`. Without document types there are no entities that swell.
struct XMLGate {
    /// Why nothing passes any more.
    enum Closed {
        case notUTF8, encoding, instruction, tag

        /// What is wrong, for whoever mends the file.
        var reason: String {
            switch self {
            case .notUTF8: "it is not UTF-8 from here on: save it as UTF-8"
            case .encoding: "it begins with a declaration of another encoding: save it as UTF-8"
            case .instruction:
                "a document type or a processing instruction has no place in a return"
            case .tag: "an element has more attributes than any in a return"
            }
        }
    }

    private(set) var closed: Closed?
    /// The beginning of a character whose end has not come yet.
    private(set) var rest: [UInt8] = []
    private var isFirst = true
    /// The last two bytes that passed.
    private var last: (UInt8, UInt8) = (0, 0)
    private var tags = XMLTags()

    /// The bytes that the declaration at a file's start has at most; the first piece has as many,
    /// unless the file is shorter.
    static let longestDeclaration = 256

    /// How many of the bytes may pass. They begin with the `rest` of the piece before.
    mutating func pass(_ bytes: UnsafeBufferPointer<UInt8>) -> Int {
        let (sound, end) = UTF8Text.prefix(of: bytes)
        rest = end == .unfinished ? Array(bytes[sound...]) : []
        if end == .broken { closed = .notUTF8 }
        let text = UnsafeBufferPointer(rebasing: bytes[..<sound])
        var start = 0
        if isFirst {
            isFirst = false
            start = declaration(text)
            if closed == .encoding { return 0 }
        }
        let length = firstRefused(text, from: start)
        if length < sound { closed = tags.isTooLong ? .tag : .instruction }
        for byte in text[max(start, length - 2)..<max(start, length)] { last = (last.1, byte) }
        return length
    }

    /// The end of the file: a character that was begun stays unfinished.
    mutating func end() {
        if !rest.isEmpty { closed = closed ?? .notUTF8 }
    }

    /// Where `<?`, `<!D` or `<!d` stands: at the letter that makes it one; or where a tag becomes too
    /// long.
    private mutating func firstRefused(
        _ text: UnsafeBufferPointer<UInt8>, from start: Int
    ) -> Int {
        var (before, previous) = last
        for place in start..<text.count {
            let byte = text[place]
            if previous == UInt8(ascii: "<"), byte == UInt8(ascii: "?") { return place }
            if before == UInt8(ascii: "<"), previous == UInt8(ascii: "!"),
                byte == UInt8(ascii: "D") || byte == UInt8(ascii: "d")
            {
                return place
            }
            tags.take(byte)
            if tags.isTooLong { return place }
            (before, previous) = (previous, byte)
        }
        return text.count
    }

    /// Where to begin to look for instructions: after the `<?` of the XML declaration, if there is
    /// one. It may name UTF-8 or, as some programs do that write no other letters, an encoding that
    /// has ASCII in it.
    private mutating func declaration(_ text: UnsafeBufferPointer<UInt8>) -> Int {
        let mark = text.starts(with: [0xef, 0xbb, 0xbf]) ? 3 : 0
        let head = String(decoding: text[mark...].prefix(Self.longestDeclaration), as: UTF8.self)
        guard head.hasPrefix("<?xml ") else { return 0 }
        let end = head.firstIndex(of: ">")
        let words = head[..<(end ?? head.startIndex)].lowercased()
            .split { " =\"'\t\r\n".contains($0) }
        let known = ["utf-8", "utf8", "us-ascii", "iso-8859-1", "windows-1252"]
        let isKnown = zip(words, words.dropFirst())
            .allSatisfy { $0 != "encoding" || known.contains(String($1)) }
        if end == nil || !isKnown { closed = .encoding }
        return mark + 2
    }
}
