internal import EventLog
private import SQLite
internal import Synchronization

/// What a log has found to be wrong with what it holds, from its opening on; its readers add to it.
final class Findings: Sendable {
    private struct State {
        var whole: [String] = []
        /// The offsets that are missing, by partition: from where to where.
        var missing: [Partition: [Int64: Int64]] = [:]
        /// The offsets of records that are not what was written.
        var damaged: [Partition: Set<Int64>] = [:]
    }

    private let directory: String
    private let state = Monitor(State())
    private let isAny = Atomic(false)
    /// Places kept of each partition and kind; more say nothing more.
    private static let most = 10_000

    init(_ directory: String) { self.directory = directory }

    /// Whether nothing was found.
    var isEmpty: Bool { !isAny.load(ordering: .acquiring) }

    /// Something about the log as a whole; a sentence.
    func note(_ what: String) {
        change { state in
            if state.whole.count < Self.most, !state.whole.contains(what) {
                state.whole.append(what)
            }
        }
    }

    /// Records that the log took, and that are not there.
    func missing(_ offsets: Range<Int64>, of partition: Partition) {
        change { state in
            guard state.missing[partition, default: [:]].count < Self.most else { return }
            let end = state.missing[partition]?[offsets.lowerBound] ?? 0
            state.missing[partition, default: [:]][offsets.lowerBound] = max(
                end, offsets.upperBound)
        }
    }

    /// A record that is not what was written.
    func damaged(_ offset: Int64, of partition: Partition) {
        change { state in
            guard state.damaged[partition, default: []].count < Self.most else { return }
            state.damaged[partition, default: []].insert(offset)
        }
    }

    /// Runs the body, and notes it where SQLite finds the file itself damaged.
    func watching<Value>(_ body: () throws -> Value) throws -> Value {
        try translatingErrors {
            do {
                return try body()
            } catch let error as SQLiteError where error.isDamage {
                note("The log's file is damaged. \(error)")
                throw error
            }
        }
    }

    private func change(_ body: (inout sending State) -> Void) {
        state.change(body)
        isAny.store(true, ordering: .releasing)
    }

    /// What was found, each with what to do about it.
    var faults: [LogFault] {
        guard !isEmpty else { return [] }
        let state = state.withLock { $0 }
        return state.whole.map { LogFault(nil, "\($0) \(remedy)") }
            + state.missing.sorted { $0.key < $1.key }.map { partition, ranges in
                let count = ranges.reduce(0) { $0 + $1.value - $1.key }
                let records = count == 1 ? "1 record" : "\(count) records"
                return LogFault(
                    partition,
                    "\(records) of \(partition.topic)/\(partition.number) that the log had taken "
                        + "\(count == 1 ? "is" : "are") missing, from offset "
                        + "\(ranges.keys.min() ?? 0) on. \(remedy)")
            }
            + state.damaged.sorted { $0.key < $1.key }.map { partition, offsets in
                let records = offsets.count == 1 ? "1 record" : "\(offsets.count) records"
                return LogFault(
                    partition,
                    "\(records) of \(partition.topic)/\(partition.number) "
                        + "\(offsets.count == 1 ? "is" : "are") not what was written, from offset "
                        + "\(offsets.min() ?? 0) on. \(remedy)")
            }
    }

    /// The offsets without a sound record, by partition.
    var missing: [Partition: [Range<Int64>]] {
        guard !isEmpty else { return [:] }
        let state = state.withLock { $0 }
        return state.missing.mapValues { $0.map { $0.key..<$0.value } }.merging(
            state.damaged.mapValues { $0.map { $0..<$0 + 1 } }, uniquingKeysWith: +)
    }

    /// Why nothing is written while something is wrong; nil where nothing is.
    var refusal: String? {
        isEmpty
            ? nil
            : """
            The log in \(directory) is damaged or not whole, and takes nothing until a person has \
            seen to it: secondlook doctor says what was found.
            """
    }

    private var remedy: String {
        """
        Stop the server, keep a copy of \(directory), and restore a backup (secondlook restore); \
        where there is none, secondlook salvage makes a log of what can be read.
        """
    }
}
