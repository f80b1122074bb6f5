/// What a file is that is not text in UTF-8 with one thing a line, told by its first bytes.
public enum ForeignFile: Hashable, Sendable {
    case utf16, utf32, gzip, zip, otherCompression, xml
    /// JSON, but one document over several lines, or an array of events.
    case array, spread

    /// What a message is that is this, to be read after its name.
    var problem: String {
        switch self {
        case .utf16: "is UTF-16"
        case .utf32: "is UTF-32"
        case .gzip: "is compressed with gzip"
        case .zip: "is a zip archive"
        case .otherCompression: "is compressed"
        case .xml: "is XML"
        case .array: "is a JSON array"
        case .spread: "is spread over several lines"
        }
    }

    /// What it is and what to do about it, in plain sentences.
    public var advice: String {
        switch self {
        case .utf16: "The file is UTF-16. Save it as UTF-8 (iconv -f UTF-16 -t UTF-8)."
        case .utf32: "The file is UTF-32. Save it as UTF-8 (iconv -f UTF-32 -t UTF-8)."
        case .gzip: "The file is compressed with gzip. Unpack it first (gunzip)."
        case .zip: "The file is a zip archive, or a workbook. Unpack it, or save it as text, first."
        case .otherCompression: "The file is compressed. Unpack it first."
        case .xml:
            "The file is XML. A children in need census return goes in with secondlook import cin."
        case .array:
            "The file is one JSON array. Write one event a line (jq -c '.[]' FILE), or send it as "
                + "a batch to POST /events."
        case .spread:
            "The file is JSON with one event over several lines. Write one event a line "
                + "(jq -c . FILE)."
        }
    }

    /// - Parameter bytes: the first ones of the file, some thousands or all.
    /// - Returns: nil for what is text in UTF-8, whatever it says.
    public init?(encodingOf bytes: some Collection<UInt8>) {
        let start = Array(bytes.prefix(6))
        func begins(_ mark: [UInt8]) -> Bool { start.starts(with: mark) }
        if begins([0xff, 0xfe, 0, 0]) || begins([0, 0, 0xfe, 0xff]) {
            self = .utf32
        } else if begins([0xff, 0xfe]) || begins([0xfe, 0xff]) {
            self = .utf16
        } else if begins([0x1f, 0x8b]) {
            self = .gzip
        } else if begins([0x50, 0x4b, 3, 4]) || begins([0x50, 0x4b, 5, 6]) {
            self = .zip
        } else if begins([0x28, 0xb5, 0x2f, 0xfd]) || begins([0x42, 0x5a, 0x68])
            || begins([0xfd, 0x37, 0x7a, 0x58, 0x5a]) || begins([0x37, 0x7a, 0xbc, 0xaf])
        {
            self = .otherCompression
        } else if start.count >= 4, let zeros = Self.zeros(start) {
            self = zeros
        } else {
            return nil
        }
    }

    /// Without a byte order mark, every other byte of ASCII in UTF-16 is a zero, and three of four
    /// in UTF-32.
    private static func zeros(_ start: [UInt8]) -> ForeignFile? {
        switch start.prefix(4).map({ $0 == 0 }) {
        case [false, true, true, true], [true, true, true, false]: .utf32
        case [false, true, false, true], [true, false, true, false]: .utf16
        default: nil
        }
    }

    /// - Parameter bytes: the first ones of a file that ought to be JSON lines.
    public init?(notLines bytes: some Collection<UInt8>) {
        if let encoding = ForeignFile(encodingOf: bytes) {
            self = encoding
            return
        }
        var text = Array(bytes)
        if text.starts(with: [0xef, 0xbb, 0xbf]) { text.removeFirst(3) }
        let rest = text.drop { $0 == 0x20 || $0 == 0x09 || $0 == 0x0a || $0 == 0x0d }
        switch rest.first {
        case UInt8(ascii: "<"): self = .xml
        case UInt8(ascii: "["): self = .array
        case UInt8(ascii: "{") where Self.isSpread(rest): self = .spread
        default: return nil
        }
    }

    /// Whether the first line ends where JSON may be broken off between two members, and the next
    /// one goes on with a member: a line that is merely wrong does not.
    private static func isSpread(_ bytes: ArraySlice<UInt8>) -> Bool {
        guard let end = bytes.firstIndex(where: { $0 == 0x0a || $0 == 0x0d }) else { return false }
        let line = bytes[..<end].reversed().drop { $0 == 0x20 || $0 == 0x09 }
        let next = bytes[end...].drop { $0 == 0x20 || $0 == 0x09 || $0 == 0x0a || $0 == 0x0d }
        guard let last = line.first, let first = next.first else { return false }
        switch last {
        case UInt8(ascii: "{"), UInt8(ascii: ","): return first == UInt8(ascii: "\"")
        case UInt8(ascii: ":"): return true
        default: return false
        }
    }
}
