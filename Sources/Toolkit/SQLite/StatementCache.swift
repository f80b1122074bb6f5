/// Prepared statements kept by their text, the ones used longest ago let go first.
struct StatementCache {
    private let limit: Int
    /// In the order of use. Short, so that looking through it costs less than keeping an index.
    private var kept: [Statement] = []

    init(limit: Int) {
        self.limit = limit
    }

    mutating func take(_ sql: String) -> Statement? {
        guard let index = kept.lastIndex(where: { $0.sql == sql }) else { return nil }
        return kept.remove(at: index)
    }

    mutating func put(_ statement: Statement) {
        if kept.count == limit { kept.removeFirst() }
        kept.append(statement)
    }
}
