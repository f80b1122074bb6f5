internal import SQLite

extension Database {
    /// The offsets kept, for each partition's id.
    func extents() throws -> [Int64: Range<Int64>] {
        let rows = try query("SELECT id, first, next FROM partitions") {
            ($0.int64(0), $0.int64(1)..<$0.int64(2))
        }
        return Dictionary(uniqueKeysWithValues: rows)
    }

    /// The offset that a group committed, for each partition's id.
    func positions(of group: String) throws -> [(Int64, Int64)] {
        try query("SELECT partition, next FROM positions WHERE consumers = ?1", group) {
            ($0.int64(0), $0.int64(1))
        }
    }
}
