/// What a backup says of itself, in a text file: what it is a backup of, when it was made, its files
/// with their checksums, and what it holds in words. Its last line is the checksum of the rest.
public struct BackupManifest: Hashable, Sendable {
    struct File: Hashable {
        var name: String
        var mode: UInt32
        var size: Int
        var checksum: UInt64
    }

    /// The file in a backup's directory.
    public static let name = "backup.txt"

    /// What kind of data it is, one word.
    public var kind: String
    /// The moment that it holds, in milliseconds since 1970 UTC.
    public var at: Int64
    /// What it holds, a line each.
    public var contents: [String]
    var files: [File]

    /// What it holds, in a few words: `12 contacts, 3 referrals`.
    public var summary: String {
        contents.isEmpty ? "nothing" : contents.joined(separator: ", ")
    }

    /// Its files' names, in order.
    public var names: [String] { files.map(\.name) }

    var text: String {
        var lines = ["backup 1", "kind \(kind)", "at \(at)"]
        lines += contents.map { "holds \($0)" }
        lines += files.map {
            "file \($0.name) \(String($0.mode, radix: 8)) \($0.size) "
                + String($0.checksum, radix: 16)
        }
        let text = lines.map { $0 + "\n" }.joined()
        return text + "sum \(String(Self.checksum(text), radix: 16))\n"
    }

    /// - Returns: nil where the text is not what `text` makes.
    init?(_ text: String) {
        var lines = text.split(separator: "\n", omittingEmptySubsequences: true).map(String.init)
        guard let last = lines.popLast(), lines.first == "backup 1",
            last == "sum \(String(Self.checksum(lines.map { $0 + "\n" }.joined()), radix: 16))"
        else { return nil }
        func values(_ name: String) -> [String] {
            lines.filter { $0.hasPrefix(name + " ") }.map { String($0.dropFirst(name.count + 1)) }
        }
        guard let kind = values("kind").first, let at = values("at").first.flatMap({ Int64($0) })
        else { return nil }
        files = values("file").compactMap { line in
            let parts = line.split(separator: " ")
            guard parts.count == 4, let mode = UInt32(parts[1], radix: 8), let size = Int(parts[2]),
                let checksum = UInt64(parts[3], radix: 16)
            else { return nil }
            return File(name: String(parts[0]), mode: mode, size: size, checksum: checksum)
        }
        guard files.count == values("file").count else { return nil }
        (self.kind, self.at, contents) = (kind, at, values("holds"))
    }

    init(kind: String, at: Int64, contents: [String], files: [File]) {
        (self.kind, self.at, self.contents, self.files) = (kind, at, contents, files)
    }

    private static func checksum(_ text: String) -> UInt64 {
        Array(text.utf8).withUnsafeBytes { RowChecksum.of($0) }
    }
}
