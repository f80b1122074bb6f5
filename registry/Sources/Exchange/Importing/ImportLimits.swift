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

    /// The refusal of a file that is too large; nil where it is not.
    static func refusal(of bytes: [UInt8], limit: Int = fileSize) -> Intake? {
        guard bytes.count > limit else { return nil }
        return .refused(
            "It has \(bytes.count) bytes.",
            "At most \(limit >> 20) MiB are read at once: bring it in several files.")
    }
}
