internal import EventLog
internal import SQLite

/// The file's layout, which another program may read while the log is in use.
///
/// A record's id is its partition's id times 2^40 plus its offset. So the table's own order is
/// that of the log, one partition is a range of ids, and no index is needed beside the table.
enum Schema {
    static let steps = [
        """
        CREATE TABLE partitions (
            id INTEGER PRIMARY KEY,
            topic TEXT NOT NULL,
            number INTEGER NOT NULL CHECK (number >= 0),
            first INTEGER NOT NULL DEFAULT 0, -- the lowest offset kept
            next INTEGER NOT NULL DEFAULT 0, -- the offset of the next record
            UNIQUE (topic, number),
            CHECK (0 <= first AND first <= next)
        ) STRICT;

        CREATE TABLE records (
            id INTEGER PRIMARY KEY, -- partition's id << 40 | offset
            appended_at INTEGER NOT NULL, -- milliseconds since 1970 UTC
            key BLOB,
            value BLOB,
            headers BLOB -- for each: name's length, name, value's length, value; lengths in LEB128
        ) STRICT;

        CREATE TABLE positions (
            consumers TEXT NOT NULL, -- the group's name
            partition INTEGER NOT NULL REFERENCES partitions (id),
            next INTEGER NOT NULL, -- the first offset not dealt with
            PRIMARY KEY (consumers, partition)
        ) STRICT, WITHOUT ROWID;

        CREATE VIEW readable AS -- for people: SELECT * FROM readable WHERE topic = 'x' LIMIT 10
            SELECT topic, number AS partition, records.id & ((1 << 40) - 1) AS "offset",
                datetime(appended_at / 1000, 'unixepoch') AS appended,
                CAST(key AS TEXT) AS key, CAST(value AS TEXT) AS value
            FROM records JOIN partitions ON partitions.id = records.id >> 40;
        """,
        """
        -- From here on each row says what it should be: row_checksum (XXH64) of its other columns.
        -- From here on, too, the file log.mark stands beside this one. Tables are made anew, so that
        -- an older program that is still at work is refused, instead of adding rows without sums.
        ALTER TABLE partitions ADD COLUMN sum INTEGER NOT NULL DEFAULT 0;
        UPDATE partitions SET sum = row_checksum(id, topic, number, first, next);

        DROP VIEW readable;
        CREATE TABLE sound_records (
            id INTEGER PRIMARY KEY, -- partition's id << 40 | offset
            appended_at INTEGER NOT NULL, -- milliseconds since 1970 UTC
            key BLOB,
            value BLOB,
            headers BLOB, -- for each: name's length, name, value's length, value; lengths in LEB128
            sum INTEGER NOT NULL
        ) STRICT;
        INSERT INTO sound_records
            SELECT id, appended_at, key, value, headers,
                row_checksum(id, appended_at, key, value, headers)
            FROM records ORDER BY id;
        DROP TABLE records;
        ALTER TABLE sound_records RENAME TO records;
        CREATE VIEW readable AS -- for people: SELECT * FROM readable WHERE topic = 'x' LIMIT 10
            SELECT topic, number AS partition, records.id & ((1 << 40) - 1) AS "offset",
                datetime(appended_at / 1000, 'unixepoch') AS appended,
                CAST(key AS TEXT) AS key, CAST(value AS TEXT) AS value
            FROM records JOIN partitions ON partitions.id = records.id >> 40;

        CREATE TABLE sound_positions (
            consumers TEXT NOT NULL, -- the group's name
            partition INTEGER NOT NULL REFERENCES partitions (id),
            next INTEGER NOT NULL, -- the first offset not dealt with
            sum INTEGER NOT NULL,
            PRIMARY KEY (consumers, partition)
        ) STRICT, WITHOUT ROWID;
        INSERT INTO sound_positions
            SELECT consumers, partition, next, row_checksum(consumers, partition, next)
            FROM positions;
        DROP TABLE positions;
        ALTER TABLE sound_positions RENAME TO positions;

        CREATE TABLE losses ( -- offsets whose records a person has given up
            partition INTEGER NOT NULL REFERENCES partitions (id),
            first INTEGER NOT NULL, -- the lowest
            next INTEGER NOT NULL, -- the one after the last
            at INTEGER NOT NULL, -- when, in milliseconds since 1970 UTC
            sum INTEGER NOT NULL,
            PRIMARY KEY (partition, first)
        ) STRICT, WITHOUT ROWID;
        """,
    ]

    /// The version of the schema from which on there is a mark beside the file.
    static let stepWithMark = 2

    /// How many bits of a record's id are its offset: room for 10^12 records a partition.
    static let offsetBits: Int64 = 40

    /// The id of a record.
    static func id(_ partition: Int64, _ offset: Int64) -> Int64 {
        partition << offsetBits | offset
    }

    /// The offset that is part of a record's id.
    static func offset(of id: Int64) -> Int64 {
        id & (1 << offsetBits - 1)
    }

    /// What a row's `sum` should be: of id, time, key, value and headers, its first columns.
    static func checksum(_ row: Row) -> Int64 {
        var checksum = RowChecksum()
        checksum.add(row.int64(0))
        checksum.add(row.int64(1))
        for column in 2...4 {
            if row.isNull(column) {
                checksum.addNull()
            } else {
                row.withBytes(column) { checksum.add($0) }
            }
        }
        return checksum.value
    }

    /// The same of a message that is about to be written.
    static func checksum(id: Int64, at now: Int64, _ draft: Draft) -> Int64 {
        var checksum = RowChecksum()
        checksum.add(id)
        checksum.add(now)
        for bytes in [draft.key, draft.value, draft.headers] {
            if let bytes {
                bytes.withUnsafeBytes { checksum.add($0) }
            } else {
                checksum.addNull()
            }
        }
        return checksum.value
    }

    /// Makes the file what the log needs, and adds the topics it has not heard of.
    static func prepare(_ database: Database, topics: [Topic]) throws {
        try database.migrate(steps)
        let stored = try PartitionTable(database)
        for topic in topics {
            guard topic.name.isTopicName else {
                throw LogError.unavailable(
                    """
                    “\(topic.name)” cannot be a topic's name: use lower-case letters, digits, \
                    dots and hyphens.
                    """)
            }
            guard let count = stored.counts[topic.name] else { continue }
            guard count == topic.partitions else {
                throw LogError.unavailable(
                    """
                    The log \(database.path) has \(count) partitions of \(topic.name), and this \
                    program expects \(topic.partitions). Partitions are fixed for the life of a \
                    log: use the program that made it, or begin a new log in another directory.
                    """)
            }
        }
        let new = topics.filter { stored.counts[$0.name] == nil }
        guard !new.isEmpty else { return }
        try database.transaction(.immediate) {
            for partition in new.flatMap(\.all) {
                try database.run(
                    "INSERT INTO partitions (topic, number) VALUES (?, ?)",
                    partition.topic, partition.number)
                try database.run(
                    """
                    UPDATE partitions SET sum = row_checksum(id, topic, number, first, next)
                    WHERE id = ?
                    """, database.lastInsertedRow)
            }
        }
    }
}
