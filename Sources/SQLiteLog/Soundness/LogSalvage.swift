internal import EventLog
internal import SQLite

/// Makes a sound log of what can be read of a damaged one, which stays as it is. What cannot be read
/// is noted there as given up, so that it is neither missed again nor written over.
public enum LogSalvage {
    /// What came of it.
    public struct Outcome: Sendable {
        /// Records that were saved, by topic.
        public var saved: [String: Int] = [:]
        /// Records that were given up, by topic; none where that is 0.
        public var lost: [String: Int] = [:]
    }

    /// - Parameters:
    ///   - destination: a directory that is not there yet, or is empty.
    ///   - others: files beside the log that belong to it, with their modes.
    ///   - moment: in milliseconds since 1970 UTC.
    public static func run(
        from directory: String, to destination: String, others: [(name: String, mode: UInt32)],
        at moment: Int64
    ) throws -> Outcome {
        try translatingErrors {
            let source = Directory(path: directory)
            try source.requireLog()
            return try DataBackup.makeDirectory(destination) { draft in
                let outcome = try copy(source, to: Directory(path: draft), at: moment)
                for (name, mode) in others {
                    try? DataBackup.copyFile(
                        "\(directory)/\(name)", to: "\(draft)/\(name)", mode: mode)
                }
                return outcome
            }
        }
    }

    private static func copy(
        _ source: Directory, to target: Directory, at moment: Int64
    ) throws -> Outcome {
        let levels = (try? HighWaterMark.levels(at: source.mark)) ?? [:]
        let old = try QuietReading(source.file).open()
        _ = try old.isUpToDate(with: Schema.steps.count)
        let hasSums = try old.schemaVersion() >= Schema.stepWithMark
        let table = try hasSums ? PartitionTable(old) : PartitionTable(withoutSums: old)
        try target.create(topics: table.counts.map { Topic($0.key, partitions: $0.value) })
        let new = try target.connect(cacheKiB: 32 << 10)
        var outcome = Outcome()
        var reached: HighWaterMark.Levels = [:]
        try new.transaction(.immediate) {
            let ids = try PartitionTable(new)
            let extents = try old.extents()
            for (id, partition) in table.all {
                let salvage = PartitionSalvage(
                    old: old, new: new, id: id, newID: try ids.id(of: partition), at: moment,
                    hasSums: hasSums)
                let end = max(extents[id]?.upperBound ?? 0, levels[id] ?? 0)
                let (saved, lost, next) = try salvage.run(upTo: end)
                outcome.saved[partition.topic, default: 0] += saved
                outcome.lost[partition.topic, default: 0] += lost
                reached[salvage.newID] = next
            }
        }
        outcome.lost = outcome.lost.filter { $0.value > 0 }
        try HighWaterMark(target.mark).raise(reached)
        try new.run("PRAGMA wal_checkpoint(TRUNCATE)")
        return outcome
    }
}
