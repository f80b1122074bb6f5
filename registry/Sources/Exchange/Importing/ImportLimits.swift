/// What an import takes; what is beyond is refused with the limit named.
public enum ImportLimits {
    /// Bytes of one file: 128 MiB. It is read whole; larger collections come in several files.
    public static let fileSize = 128 << 20
    /// Bytes of one `publiccode.yml`: 1 MiB.
    public static let yamlSize = 1 << 20
    /// How deep a YAML document may go.
    public static let yamlDepth = 16
    /// Bytes of one cell of a table: 64 KiB.
    public static let cellSize = 64 << 10
    /// Columns of a table.
    public static let columns = 200

    /// Remarks that are kept of one import; how many more there were is counted.
    public static let remarks = 1_000

    /// The refusal of a file that is too large or of another kind than text in UTF-8, as far as its
    /// first bytes tell; nil where there is nothing to refuse.
    static func refusal(of bytes: [UInt8], limit: Int = fileSize) -> Intake? {
        guard bytes.count <= limit else {
            return .refused(
                "It has \(bytes.count) bytes.",
                "At most \(limit >> 20) MiB are read at once: bring it in several files.")
        }
        for (start, kind) in marks where bytes.starts(with: start) {
            return .refused("It is \(kind), not text in UTF-8.", "Save or unpack it as UTF-8.")
        }
        // ASCII in UTF-16 without a mark: every other byte is a zero.
        if [[false, true, false, true], [true, false, true, false]]
            .contains(bytes.prefix(4).map { $0 == 0 })
        {
            return .refused("It is UTF-16, not text in UTF-8.", "Save it as UTF-8.")
        }
        guard unmarked(bytes).contains(where: { !blanks.contains($0) }) else {
            return .refused("It is empty.", "Give a file with something in it.")
        }
        return nil
    }

    private static let blanks: [UInt8] = [0x20, 0x09, 0x0A, 0x0D]

    private static let marks: [([UInt8], String)] = [
        ([0xFF, 0xFE], "UTF-16"), ([0xFE, 0xFF], "UTF-16"), ([0, 0, 0xFE, 0xFF], "UTF-32"),
        ([0x1F, 0x8B], "compressed"), ([0x50, 0x4B, 0x03, 0x04], "a workbook or an archive"),
        ([0xD0, 0xCF, 0x11, 0xE0], "an old workbook"),
    ]

    /// The bytes behind byte order marks, which some programs put in front of UTF-8, and some more
    /// than once.
    static func unmarked(_ bytes: [UInt8]) -> ArraySlice<UInt8> {
        var text = bytes[...]
        while text.starts(with: [0xEF, 0xBB, 0xBF]) { text = text.dropFirst(3) }
        return text
    }
}
