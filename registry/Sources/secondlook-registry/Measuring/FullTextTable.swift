import Ranking
import SQLite

/// Plain FTS5 over the same documents, to compare with.
final class FullTextTable {
    private let database: Database
    private let find: Statement
    private let columns: Int

    /// - Parameter weights: by field.
    init(_ documents: [Document], weights: [Double]) throws {
        database = try Database.inMemory()
        columns = weights.count
        let names = weights.indices.map { "field\($0)" }.joined(separator: ", ")
        try database.execute(
            "CREATE VIRTUAL TABLE documents USING fts5(id UNINDEXED, \(names), "
                + "tokenize = 'porter unicode61')")
        let places = (1...weights.count + 1).map { "?\($0)" }.joined(separator: ", ")
        let insert = try database.prepare("INSERT INTO documents VALUES (\(places))")
        try database.transaction {
            for document in documents {
                try insert.bind(document.id, at: 1)
                for field in weights.indices {
                    let passages = field < document.fields.count ? document.fields[field] : []
                    try insert.bind(passages.joined(separator: "\n"), at: field + 2)
                }
                while try insert.step() {}
                insert.clear()
            }
        }
        let factors = (["0"] + weights.map { "\($0)" }).joined(separator: ", ")
        find = try database.prepare(
            "SELECT id FROM documents WHERE documents MATCH ?1 "
                + "ORDER BY bm25(documents, \(factors)) LIMIT ?2")
    }

    /// Documents that have any of the words, best first.
    func top(_ need: String, limit: Int) throws -> [String] {
        let words = PlainWords.words(of: need)
        guard !words.isEmpty else { return [] }
        try find.bind(words.map { "\"\($0)\"" }.joined(separator: " OR "), at: 1)
        try find.bind(Int64(limit), at: 2)
        var found: [String] = []
        while try find.step() { found.append(find.row.text(0)) }
        find.clear()
        return found
    }
}
