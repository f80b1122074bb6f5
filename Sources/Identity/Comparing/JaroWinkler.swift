/// How alike two words look, from 0 to 1 (Winkler 1990): letters in common and near one another,
/// and more where the beginnings agree.
enum JaroWinkler {
    static func likeness(_ one: Span<UInt32>, _ other: Span<UInt32>) -> Double {
        let (rows, columns) = (one.count, other.count)
        guard rows > 0, columns > 0 else { return 0 }
        let reach = max(max(rows, columns) / 2 - 1, 0)
        var usedHere: UInt64 = 0
        var usedThere: UInt64 = 0
        for row in 0..<rows {
            let last = min(columns, row + reach + 1)
            var column = max(0, row - reach)
            while column < last {
                if usedThere & (1 << UInt64(column)) == 0, one[row] == other[column] {
                    usedHere |= 1 << UInt64(row)
                    usedThere |= 1 << UInt64(column)
                    break
                }
                column += 1
            }
        }
        let common = usedHere.nonzeroBitCount
        guard common > 0 else { return 0 }
        var exchanged = 0
        while usedHere != 0 {
            if one[usedHere.trailingZeroBitCount] != other[usedThere.trailingZeroBitCount] {
                exchanged += 1
            }
            usedHere &= usedHere - 1
            usedThere &= usedThere - 1
        }
        let hits = Double(common)
        let jaro =
            (hits / Double(rows) + hits / Double(columns) + (hits - Double(exchanged) / 2) / hits)
            / 3
        var prefix = 0
        while prefix < min(4, rows, columns), one[prefix] == other[prefix] { prefix += 1 }
        return jaro + Double(prefix) * 0.1 * (1 - jaro)
    }
}
