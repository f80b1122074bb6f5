/// Keeps a spreadsheet from taking a cell for a formula (CWE-1236), or for a date or number that it
/// then writes in its own way. An apostrophe goes in front, and is taken off again on the way in:
/// nothing is lost.
enum FormulaGuard {
    /// What a spreadsheet begins a formula with, or skips before one; the wide forms too.
    private static let triggers: Set<Unicode.Scalar> = [
        "=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠", "|", "%",
    ]

    /// `=1+1` as `'=1+1`, and so that it can be told apart, `'=1+1` as `''=1+1`.
    static func guarded(_ cell: String) -> String { isRisky(cell) ? "'" + cell : cell }

    /// The cell as it was before `guarded`.
    static func unguarded(_ cell: String) -> String {
        cell.unicodeScalars.first == "'" && isRisky(cell)
            ? String(cell.unicodeScalars.dropFirst()) : cell
    }

    private static func isRisky(_ cell: String) -> Bool {
        let bare = cell.unicodeScalars.drop { $0 == "'" }
        guard let first = bare.first else { return false }
        return triggers.contains(first) || isChanged(Substring(bare))
    }

    /// Whether a spreadsheet that opens and saves the cell leaves another one behind: `2027-03-31`
    /// comes back as its own language's date, `007` as 7, `4528242010619904` as 4.52824E+15.
    private static func isChanged(_ cell: Substring) -> Bool {
        guard cell.utf8.count <= 40, let first = cell.utf8.first else { return false }
        let isDigit = { (byte: UInt8) in (0x30...0x39).contains(byte) }
        guard isDigit(first) || cell.utf8.contains(where: isDigit) else {
            return ["true", "false"].contains(cell.lowercased())
        }
        let words = cell.lowercased().split { !$0.isLetter }
        guard words.allSatisfy({ isOfDates($0) }),
            cell.allSatisfy({ $0.isLetter || $0.isASCII && ($0.isNumber || "-/.:, ".contains($0)) })
        else { return false }
        return !isPlainNumber(cell)
    }

    private static func isOfDates(_ word: Substring) -> Bool {
        let months = [
            "january", "february", "march", "april", "may", "june", "july", "august", "september",
            "october", "november", "december",
        ]
        return ["e", "t", "z", "am", "pm", "sept"].contains(word)
            || months.contains { $0 == word || $0.prefix(3) == word }
    }

    /// At most fifteen digits in all, none of them a leading zero.
    private static func isPlainNumber(_ cell: Substring) -> Bool {
        let parts = cell.split(separator: ".", omittingEmptySubsequences: false)
        guard (1...2).contains(parts.count), cell.utf8.count <= 16,
            parts.allSatisfy({ !$0.isEmpty && $0.utf8.allSatisfy { (0x30...0x39).contains($0) } })
        else { return false }
        return parts[0] == "0" || parts[0].first != "0"
    }
}
