internal import EventLog
internal import SQLite

/// Which id each partition has in the file. Fixed once the log is open.
struct PartitionTable: Sendable {
    /// How many partitions each topic has.
    let counts: [String: Int]
    /// The ids of each topic's partitions, by number.
    private let ids: [String: [Int64]]
    private let partitions: [Int64: Partition]
    /// Those whose rows are not what was written.
    let unsound: [Partition]
    /// The offsets whose records a person has given up, by partition.
    private let losses: [Int64: [Range<Int64>]]

    init(_ database: Database) throws {
        // From the table itself: an index may be damaged where that is not.
        let found = try database.query(
            """
            SELECT id, topic, number, sum = row_checksum(id, topic, number, first, next)
            FROM partitions NOT INDEXED
            """
        ) { ($0.int64(0), Partition(topic: $0.text(1), number: $0.int(2)), $0.bool(3)) }
        self.init(
            found.map { ($0.0, $0.1) }, unsound: found.filter { !$0.2 }.map(\.1),
            losses: try database.query(
                """
                SELECT partition, first, next FROM losses
                WHERE first < next AND sum = row_checksum(partition, first, next, at)
                """
            ) { ($0.int64(0), $0.int64(1)..<$0.int64(2)) })
    }

    /// As an older program's log has it, whose rows do not say what they should be.
    init(withoutSums database: Database) throws {
        let found = try database.query("SELECT id, topic, number FROM partitions NOT INDEXED") {
            ($0.int64(0), Partition(topic: $0.text(1), number: $0.int(2)))
        }
        self.init(found, unsound: [], losses: [])
    }

    private init(
        _ found: [(Int64, Partition)], unsound: [Partition], losses: [(Int64, Range<Int64>)]
    ) {
        let rows = found.sorted { $0.1 < $1.1 }
        var ids: [String: [Int64]] = [:]
        for (id, partition) in rows { ids[partition.topic, default: []].append(id) }
        self.ids = ids
        self.unsound = unsound
        partitions = Dictionary(rows, uniquingKeysWith: { first, _ in first })
        self.losses = Dictionary(grouping: losses, by: \.0).mapValues { $0.map(\.1) }
        counts = ids.mapValues(\.count)
    }

    subscript(id: Int64) -> Partition? { partitions[id] }

    /// Every partition with its id, in order.
    var all: [(id: Int64, partition: Partition)] {
        partitions.map { ($0.key, $0.value) }.sorted { $0.1 < $1.1 }
    }

    /// What is missing where offsets have no record: all of them but those that were given up.
    func missing(_ offsets: Range<Int64>, of id: Int64) -> [Range<Int64>] {
        var missing: [Range<Int64>] = []
        var next = offsets.lowerBound
        for loss in (losses[id] ?? []).sorted(by: { $0.lowerBound < $1.lowerBound })
        where loss.overlaps(offsets) {
            if loss.lowerBound > next { missing.append(next..<loss.lowerBound) }
            next = max(next, loss.upperBound)
        }
        if next < offsets.upperBound { missing.append(next..<offsets.upperBound) }
        return missing
    }

    /// The id of a partition.
    func id(of partition: Partition) throws -> Int64 {
        try id(of: partition, among: try ids(of: partition.topic))
    }

    /// The id of a partition whose topic has been looked up.
    func id(of partition: Partition, among ids: [Int64]) throws -> Int64 {
        guard ids.indices.contains(partition.number) else {
            throw LogError.unavailable(
                """
                \(partition.topic) has the partitions 0 to \(ids.count - 1); there is no \
                \(partition.number).
                """)
        }
        return ids[partition.number]
    }

    /// A topic's partitions with their ids, by number.
    func partitions(of topic: String) throws -> [(partition: Partition, id: Int64)] {
        try ids(of: topic).enumerated().map { (Partition(topic: topic, number: $0), $1) }
    }

    /// The ids of a topic's partitions, by number.
    func ids(of topic: String) throws -> [Int64] {
        guard let ids = ids[topic] else {
            let known = self.ids.keys.sorted().joined(separator: ", ")
            throw LogError.unavailable(
                "The log has no topic \(topic); it has \(known.isEmpty ? "none" : known).")
        }
        return ids
    }
}
