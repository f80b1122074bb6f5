internal import EventLog
internal import SQLite

/// Which id each partition has in the file. Fixed once the log is open.
struct PartitionTable: Sendable {
    /// How many partitions each topic has.
    let counts: [String: Int]
    /// The ids of each topic's partitions, by number.
    private let ids: [String: [Int64]]
    private let partitions: [Int64: Partition]

    init(_ database: Database) throws {
        let rows = try database.query(
            "SELECT id, topic, number FROM partitions ORDER BY topic, number"
        ) { ($0.int64(0), Partition(topic: $0.text(1), number: $0.int(2))) }
        var ids: [String: [Int64]] = [:]
        for (id, partition) in rows { ids[partition.topic, default: []].append(id) }
        self.ids = ids
        partitions = Dictionary(uniqueKeysWithValues: rows)
        counts = ids.mapValues(\.count)
    }

    subscript(id: Int64) -> Partition? { partitions[id] }

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
