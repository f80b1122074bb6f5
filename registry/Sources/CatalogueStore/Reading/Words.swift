internal import SQLite

extension CatalogueStore {
    /// SQLite's own search: the ids of the solutions that say any of the words, as FTS5's bm25 ranks
    /// them, and what it gives (smaller is better). The ranking is held against it.
    ///
    /// - Parameter words: any text; it has no operators.
    public func search(_ words: String, limit: Int = 10) throws -> [(id: String, rank: Double)] {
        let query = words.split { !$0.isLetter && !$0.isNumber }.prefix(500)
            .map { "\"\($0)\"" }.joined(separator: " OR ")
        guard !query.isEmpty else { return [] }
        return try reading { reading in
            try reading.database.query(
                """
                SELECT id, bm25(solution_words, 2, 2, 1.5, 1.25, 1.25, 1) AS fit FROM solution_words
                JOIN solution_row ON solution_row.row = solution_words.rowid
                WHERE solution_words MATCH ?1 ORDER BY fit, id LIMIT ?2
                """, query, limit
            ) { ($0.text(0), $0.double(1)) }
        }
    }
}
