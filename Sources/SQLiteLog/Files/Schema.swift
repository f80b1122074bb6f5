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
        """
    ]

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
            }
        }
    }
}
