/// How many slips of the finger lie between two words.
enum Edits {
    /// Letters inserted, left out, replaced or exchanged with their neighbour (optimal string
    /// alignment), as far as `limit`; `limit + 1` where there are more.
    static func between(_ one: Span<UInt32>, _ other: Span<UInt32>, limit: Int) -> Int {
        let (rows, columns) = (one.count, other.count)
        guard abs(rows - columns) <= limit else { return limit + 1 }
        guard columns <= Spellings.longest else { return limit + 1 }
        var before = InlineArray<65, UInt8>(repeating: 0)
        var above = before
        for column in 0...columns { above[column] = UInt8(column) }
        for row in stride(from: 1, through: rows, by: 1) {
            var current = InlineArray<65, UInt8>(repeating: UInt8(limit + 1))
            let band = max(1, row - limit - 1)...max(1, min(columns, row + limit + 1))
            if band.lowerBound == 1 { current[0] = UInt8(min(row, limit + 1)) }
            var least = current[0]
            for column in band where column <= columns {
                let same = one[row - 1] == other[column - 1]
                var edits = min(
                    above[column - 1] + (same ? 0 : 1), min(above[column], current[column - 1]) + 1)
                if row > 1, column > 1, one[row - 1] == other[column - 2],
                    one[row - 2] == other[column - 1]
                {
                    edits = min(edits, before[column - 2] + 1)
                }
                current[column] = edits
                least = min(least, edits)
            }
            if Int(least) > limit + 1 { return limit + 1 }
            before = above
            above = current
        }
        return min(Int(above[columns]), limit + 1)
    }
}
