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
    ///
    /// - Returns: the sound ones, and whether all are.
    func positions(of group: String) throws -> (sound: [(Int64, Int64)], isAll: Bool) {
        let all = try query(
            """
            SELECT partition, next, sum = row_checksum(consumers, partition, next) FROM positions
            WHERE consumers = ?1
            """, group
        ) { ($0.int64(0), $0.int64(1), $0.bool(2)) }
        let sound = all.filter(\.2)
        return (sound.map { ($0.0, $0.1) }, sound.count == all.count)
    }
}
