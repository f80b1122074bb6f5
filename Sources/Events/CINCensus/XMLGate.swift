/// Lets through what a return may have on its way to the XML parser, piece by piece: UTF-8 without
/// a document type, without processing instructions and without the declaration at its start.
///
/// Foundation's `XMLParser` on Linux, which has no switch for any of them, dies of some: it traps on
/// a name that is not UTF-8 and reads a null pointer at an instruction without text, `<?a?>`. So `<?`
/// never reaches it, wherever it stands. Without document types there are no entities that swell.
struct XMLGate {
    /// Why nothing passes any more.
    enum Closed {
        case notUTF8, encoding, documentType, instruction, tag

        /// What is wrong, for whoever mends the file.
        var reason: String {
            switch self {
            case .notUTF8: "it is not UTF-8 from here on: save it as UTF-8"
            case .encoding: "its declaration names another encoding: save it as UTF-8"
            case .documentType: "a document type has no place in a return: take it out"
            case .instruction: "there is “<?” within a tag"
            case .tag: "an element has more attributes than any in a return"
            }
        }
    }

    private(set) var closed: Closed?
    /// What was done to the text for the parser to read it.
    private(set) var detours: [XMLDetour] = []
    /// The beginning of a character whose end has not come yet.
    private var rest: [UInt8] = []
    private var tags = XMLTags()
    private var instruction: XMLInstruction?
    /// The last two bytes that were looked at.
    private var last: (UInt8, UInt8) = (0, 0)
    private var line = 1
    /// What stands before the first tag or declaration: byte order marks, and whether blanks.
    private var marks = 0
    private var hasBlanks = false
    private var hasBegun = false
    private var hasTags = false
    private var isWestern = false

    /// What of the bytes may pass.
    mutating func pass(_ bytes: some Sequence<UInt8>) -> [UInt8] {
        let piece = rest + bytes
        rest = []
        var passed: [UInt8] = []
        passed.reserveCapacity(piece.count + 1)
        var start = 0
        while start < piece.count, closed == nil {
            let (sound, end) = piece.withUnsafeBufferPointer {
                UTF8Text.prefix(of: UnsafeBufferPointer(rebasing: $0[start...]))
            }
            take(piece[start..<start + sound], &passed)
            start += sound
            guard closed == nil else { break }
            switch end {
            case .complete: break
            case .unfinished:
                rest = Array(piece[start...])
                start = piece.count
            case .broken where isWestern:
                takeWestern(piece[start], &passed)
                start += 1
            case .broken: closed = .notUTF8
            }
        }
        return passed
    }

    /// The end of the file: a character that was begun stays unfinished.
    mutating func end() -> [UInt8] {
        guard closed == nil else { return [] }
        var passed: [UInt8] = []
        if isWestern {
            for byte in rest { takeWestern(byte, &passed) }
        } else if !rest.isEmpty {
            closed = .notUTF8
        }
        rest = []
        if case .opened = tags.place { passed.append(UInt8(ascii: "<")) }
        return passed
    }

    private mutating func take(_ text: ArraySlice<UInt8>, _ passed: inout [UInt8]) {
        var text = text
        if !hasBegun { text = text.dropFirst(startLength(text, &passed)) }
        for byte in text {
            if byte == UInt8(ascii: "\n") { line += 1 }
            take(byte, &passed)
            if closed != nil { return }
        }
    }

    /// A byte that is no UTF-8, in a file that says that it is none.
    private mutating func takeWestern(_ byte: UInt8, _ passed: inout [UInt8]) {
        detour(.western)
        for byte in WesternText.utf8(of: byte) { take(byte, &passed) }
    }

    private mutating func take(_ byte: UInt8, _ passed: inout [UInt8]) {
        defer { last = (last.1, byte) }
        if instruction != nil {
            take(instructed: byte, &passed)
            return
        }
        guard byte != 0 else {
            closed = .notUTF8
            return
        }
        let isHeld = if case .opened = tags.place { true } else { false }
        var byte = byte
        switch (last.0, last.1, byte) {
        case (_, UInt8(ascii: "<"), UInt8(ascii: "?")):
            if isHeld {
                tags.dropOpened()
                instruction = XMLInstruction(line: line)
                passed += "<!--".utf8
                return
            }
            byte = pass(inText: byte, or: .instruction)
        case (UInt8(ascii: "<"), UInt8(ascii: "!"), UInt8(ascii: "D")),
            (UInt8(ascii: "<"), UInt8(ascii: "!"), UInt8(ascii: "d")):
            byte = pass(inText: byte, or: .documentType)
        default: break
        }
        guard closed == nil else { return }
        tags.take(byte)
        if tags.isTooLong {
            closed = .tag
            return
        }
        if isHeld {
            hasTags = true
            passed.append(UInt8(ascii: "<"))
        }
        // Whether an opened tag is an instruction is told by its next byte.
        if case .opened = tags.place { return }
        passed.append(byte)
    }

    /// Nothing is read in comments, and no value has such letters in it: a blank stands for one.
    private mutating func pass(inText byte: UInt8, or reason: Closed) -> UInt8 {
        switch tags.place {
        case .comment, .cdata: return UInt8(ascii: " ")
        default:
            closed = reason
            return byte
        }
    }
}

extension XMLGate {
    /// Passes over the byte order marks and the blanks that a file begins with.
    private mutating func startLength(
        _ text: ArraySlice<UInt8>, _ passed: inout [UInt8]
    ) -> Int {
        var place = text.startIndex
        while place < text.endIndex {
            switch text[place] {
            case 0xef where text[place...].starts(with: [0xef, 0xbb, 0xbf]):
                marks += 1
                place += 3
            case 0x20, 0x09, 0x0a, 0x0d:
                if text[place] == UInt8(ascii: "\n") { line += 1 }
                hasBlanks = true
                passed.append(text[place])
                place += 1
            default:
                hasBegun = true
                return place - text.startIndex
            }
        }
        return place - text.startIndex
    }

    /// A comment stands for an instruction, with its line ends, so that lines keep their numbers.
    private mutating func take(instructed byte: UInt8, _ passed: inout [UInt8]) {
        if byte == UInt8(ascii: "\n") { passed.append(byte) }
        guard instruction?.take(byte) == true, let whole = instruction else { return }
        instruction = nil
        passed += "-->".utf8
        guard whole.isDeclaration else {
            detour(.instruction, at: whole.line)
            return
        }
        guard let encoding = whole.encoding else {
            closed = .encoding
            return
        }
        isWestern = encoding == .western
        if hasBlanks || hasTags || marks > 1 { detour(.lateDeclaration, at: whole.line) }
    }

    /// Notes what was done, with the line where it was done first.
    private mutating func detour(_ kind: XMLDetour.Kind, at line: Int? = nil) {
        if let known = detours.firstIndex(where: { $0.kind == kind }) {
            detours[known].count += 1
        } else {
            detours.append(XMLDetour(kind: kind, line: line ?? self.line))
        }
    }
}
