import Caseloads
import Casework
import Contract
import Dispatch
import EventLog
import Events
import Synchronization

/// One partition's number on every topic, and the children whose stories stand there. What one
/// shard does never touches another's, so that processors can share them out.
final class Shard: Sendable {
    let number: Int
    private let state = Mutex(State())

    fileprivate struct State {
        var cases = PartitionCases()
        let scanner = EventScanner()
        let decoder = RecordDecoder()
        let alertDecoder = AlertDecoder()
        var partitioner = Partitioner.murmur2
    }

    init(number: Int) { self.number = number }

    /// What came of a shard's records.
    struct Taken: Sendable {
        var repeats = 0
        var lateness = Lateness()
        /// What somebody else wrote on the `alerts` topic, or an earlier engine.
        var foreignRevisions = 0
        /// Sound records of children whose stories stand in another partition, by their place among
        /// those taken, and that partition's number.
        var astray: [(place: Int, home: Int)] = []
        /// Records that cannot be read, by their place among those taken, and why.
        var unreadable: [(place: Int, error: InvalidEvent)] = []
    }

    /// Takes in those of the records that stand in these stretches, each of one partition.
    func take(
        _ records: [Record], _ stretches: [Range<Int>], _ partitioner: Partitioner?
    ) -> Taken {
        state.withLock { state in
            state.partitioner = partitioner ?? .murmur2
            var taken = Taken()
            for stretch in stretches {
                let topic = records[stretch.lowerBound].position.partition.topic
                if let kind = RecordKind(topic: topic) {
                    state.take(records, stretch, kind, &taken)
                } else if topic == Contract.alerts.name {
                    for place in stretch { state.hear(records[place], place, &taken) }
                }
            }
            return taken
        }
    }

    /// How many children there are, whether all are level, and when time next touches one.
    var standing: (children: Int, isLevel: Bool, nextTimer: Moment?) {
        state.withLock { ($0.cases.count, $0.cases.isLevel, $0.cases.nextTimer) }
    }

    func touchDue(at now: Moment) { state.withLock { $0.cases.touchDue(at: now) } }

    func touch(_ child: ChildID) { state.withLock { $0.cases.touch(child) } }

    func touchAll() { state.withLock { $0.cases.touchAll() } }

    func published(_ alert: Alert, at offset: Int64) {
        state.withLock { $0.cases.published(alert, at: offset) }
    }

    /// - Parameter isWhole: whether all that its children's records ever were has been read; where
    ///   not, nothing is withdrawn.
    func reconcile(
        atMost limit: Int, at now: Moment, doubt: DoubtedClock?, under policy: Policy,
        isWhole: Bool
    ) -> PartitionCases.Difference {
        state.withLock {
            $0.cases.reconcile(
                atMost: limit, at: now, doubt: doubt, under: policy, isWhole: isWhole)
        }
    }
}

extension Shard.State {
    /// So many children are fetched from memory at once.
    private static let together = 16

    mutating func take(
        _ records: [Record], _ stretch: Range<Int>, _ kind: RecordKind, _ taken: inout Shard.Taken
    ) {
        var first = stretch.lowerBound
        while first < stretch.upperBound {
            let group = first..<min(stretch.upperBound, first + Self.together)
            records.withBytes(of: group) { _, key, _ in
                if let key { cases.fetch(key) }
            }
            records.withBytes(of: group) { place, key, value in
                if !takePlain(records, place, kind, key, value, &taken) {
                    takeOther(records[place], place, &taken)
                }
            }
            first = group.upperBound
        }
    }

    /// - Returns: whether the record is a plain event.
    private mutating func takePlain(
        _ records: [Record], _ place: Int, _ kind: RecordKind, _ key: UnsafeRawBufferPointer?,
        _ value: UnsafeRawBufferPointer?, _ taken: inout Shard.Taken
    ) -> Bool {
        var event = ScannedEvent()
        guard let key, let value,
            records[place].isStructured,
            scanner.scan(value, into: &event), event.kind == kind,
            event.child.bytes(in: value).isSame(as: key)
        else { return false }
        guard home(of: key) == records[place].position.partition.number else {
            passOn(records[place], place, &taken)
            return true
        }
        let isNews = cases.insert(event, in: value)
        taken.note(event, appendedAt: records[place].appendedAt, isNews: isNews)
        return true
    }

    private mutating func takeOther(_ record: Record, _ place: Int, _ taken: inout Shard.Taken) {
        do throws(InvalidEvent) {
            let flat = FlatEvent(try decoder.event(in: record))
            let home = record.withBytes { key, _ in key.map { self.home(of: $0) } }
            guard home == record.position.partition.number else {
                return passOn(record, place, &taken)
            }
            let isNews = flat.bytes.withUnsafeBytes { cases.insert(flat.event, in: $0) }
            taken.note(flat.event, appendedAt: record.appendedAt, isNews: isNews)
        } catch {
            taken.unreadable.append((place, error))
        }
    }

    /// The number of the partition in which a child's story stands.
    private func home(of key: UnsafeRawBufferPointer) -> Int {
        partitioner.partition(of: key, among: Contract.contacts.partitions)
    }

    /// A sound record stands in another partition than its child's story. One that was forwarded, by
    /// a group that goes by another partitioner, is left to its original.
    private func passOn(_ record: Record, _ place: Int, _ taken: inout Shard.Taken) {
        guard !record.isForwarded else { return }
        taken.astray.append((place, record.withBytes { key, _ in key.map(home) ?? 0 }))
    }

    mutating func hear(_ record: Record, _ place: Int, _ taken: inout Shard.Taken) {
        do throws(InvalidEvent) {
            guard let value = record.value else {
                throw InvalidEvent(
                    field: "value", problem: "is missing",
                    remedy: "leave the alerts topic to the engine")
            }
            let alert = try alertDecoder.decode(value)
            if cases.hear(alert, at: record.position.offset) { taken.foreignRevisions += 1 }
        } catch {
            taken.unreadable.append((place, error))
        }
    }
}

extension Shard.Taken {
    mutating func note(_ event: ScannedEvent, appendedAt: Int64, isNews: Bool) {
        if !isNews { repeats += 1 }
        lateness.note(appendedAt - event.time.milliseconds)
    }
}

extension [Shard] {
    /// Does something with every shard, on all processors where there is much to do.
    func map<Result: Sendable>(
        inParallel: Bool, _ body: @Sendable (Int, Shard) -> Result
    ) -> [Result] {
        guard inParallel, count > 1 else { return enumerated().map { body($0, $1) } }
        let results = Mutex([Result?](repeating: nil, count: count))
        DispatchQueue.concurrentPerform(iterations: count) { index in
            let result = body(index, self[index])
            results.withLock { $0[index] = result }
        }
        return results.withLock { $0.compactMap(\.self) }
    }
}
