/// Keeps a spreadsheet from taking a cell for a formula (CWE-1236). An apostrophe goes in front, and
/// is taken off again on the way in: nothing is lost.
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
        cell.unicodeScalars.first { $0 != "'" }.map { triggers.contains($0) } ?? false
    }
}
