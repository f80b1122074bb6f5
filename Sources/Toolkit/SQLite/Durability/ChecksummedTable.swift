/// A table each row of which says in a column `sum` what it should be: `row_checksum` of its other
/// columns, kept by triggers whoever writes. For tables that are written seldom: each row is
/// written twice.
public struct ChecksummedTable: Sendable {
    public let name: String
    let columns: [String]
    let key: [String]

    /// - Parameters:
    ///   - columns: all of them, in their order.
    ///   - key: those that name a row.
    public init(_ name: String, columns: [String], key: [String]) {
        (self.name, self.columns, self.key) = (name, columns, key)
    }

    /// The statements that add the column and the triggers to a table that is there. They are part
    /// of a published step of a schema: for the same table they stay the same.
    public var migration: String {
        let sum = "row_checksum(\(columns.map { "NEW.\($0)" }.joined(separator: ", ")))"
        let row = key.map { "\($0) = NEW.\($0)" }.joined(separator: " AND ")
        return """
            ALTER TABLE \(name) ADD COLUMN sum INTEGER NOT NULL DEFAULT 0;
            UPDATE \(name) SET sum = \(checksum);
            CREATE TRIGGER \(name)_has_its_sum AFTER INSERT ON \(name)
                BEGIN UPDATE \(name) SET sum = \(sum) WHERE \(row); END;
            CREATE TRIGGER \(name)_keeps_its_sum
                AFTER UPDATE OF \(columns.joined(separator: ", ")) ON \(name)
                BEGIN UPDATE \(name) SET sum = \(sum) WHERE \(row); END;

            """
    }

    /// How many rows are not what was written.
    public func unsoundRows(in database: Database) throws -> Int {
        try database.first(
            "SELECT count(*) FROM \(name) NOT INDEXED WHERE sum <> \(checksum)"
        ) { $0.int(0) } ?? 0
    }

    private var checksum: String { "row_checksum(\(columns.joined(separator: ", ")))" }
}
