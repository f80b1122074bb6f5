enum Suggestion {
    /// The candidate most like `word`, where one is near enough to have been meant.
    static func nearest(to word: String, among candidates: [String]) -> String? {
        let ranked = candidates.map { (distance(word, $0), $0) }.min { $0 < $1 }
        guard let (distance, candidate) = ranked, distance <= max(1, word.count / 3) else {
            return nil
        }
        return candidate
    }

    /// Letters to insert, leave out, replace or swap with their neighbour (optimal string alignment).
    static func distance(_ left: String, _ right: String) -> Int {
        let (a, b) = (Array(left), Array(right))
        var rows = [Array(0...b.count)]
        for i in 1..<(a.count + 1) {
            var row = [i]
            for j in 1..<(b.count + 1) {
                let cost = a[i - 1] == b[j - 1] ? 0 : 1
                var best = min(rows[i - 1][j] + 1, row[j - 1] + 1, rows[i - 1][j - 1] + cost)
                if i > 1, j > 1, a[i - 1] == b[j - 2], a[i - 2] == b[j - 1] {
                    best = min(best, rows[i - 2][j - 2] + 1)
                }
                row.append(best)
            }
            rows.append(row)
        }
        return rows[a.count][b.count]
    }
}
