/// A processing instruction, or the declaration at a file's start, after its `<?`.
struct XMLInstruction {
    let line: Int
    /// The bytes before `?>`, as many as a declaration has at most.
    private var text: [UInt8] = []
    private var isLong = false
    private var last: UInt8 = 0

    enum Encoding { case utf8, western }

    private static let longestDeclaration = 256

    init(line: Int) { self.line = line }

    /// Whether the byte ends it.
    mutating func take(_ byte: UInt8) -> Bool {
        if byte == UInt8(ascii: ">"), last == UInt8(ascii: "?") { return true }
        last = byte
        if text.count < Self.longestDeclaration { text.append(byte) } else { isLong = true }
        return false
    }

    var isDeclaration: Bool {
        text.starts(with: Array("xml".utf8))
            && text.dropFirst(3).first.map { " \t\r\n?".utf8.contains($0) } ?? true
    }

    /// How a file with this declaration is read; nil where it is in another encoding. Some programs
    /// name an encoding that has ASCII in it and write no other letters, and some name a western one
    /// and write UTF-8.
    var encoding: Encoding? {
        guard !isLong else { return nil }
        let words = String(decoding: text, as: UTF8.self).lowercased()
            .split { " =\"'\t\r\n?".contains($0) }
        var encoding = Encoding.utf8
        for (word, next) in zip(words, words.dropFirst()) where word == "encoding" {
            switch next {
            case "utf-8", "utf8", "us-ascii": continue
            case "iso-8859-1", "latin1", "windows-1252", "cp1252": encoding = .western
            default: return nil
            }
        }
        return encoding
    }
}

/// Something that was done to a text of XML for it to be read, and where it was done first.
struct XMLDetour: Equatable {
    enum Kind { case instruction, lateDeclaration, western }

    let kind: Kind
    let line: Int
    var count = 1

    var words: String {
        let often = count > 1 ? ", and \(count - 1) more further on" : ""
        return switch kind {
        case .instruction: "a processing instruction was passed over\(often)"
        case .lateDeclaration:
            "the declaration does not stand at the very start; it was read all the same"
        case .western:
            "a byte that is not UTF-8 was read as the declaration has it, as Windows-1252\(often)"
        }
    }
}
