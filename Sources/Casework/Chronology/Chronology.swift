/// All that systems have recorded about one child: a set of events, not a list.
///
/// The same events give the same chronology in whatever order they come and however often (law 1).
/// That follows from how it is kept: every event stays, in an order that depends on the events
/// alone, and which of them hold is worked out from that order.
public struct Chronology: Sendable {
    /// The events, by record, and within a record by precedence: the last of a record's events is
    /// the one that holds.
    public private(set) var entries: [Entry] = []
    /// The names of the events of a long chronology, so that a new one is known to be new without
    /// looking at them all. A short one has none.
    private var names: Set<EventName> = []
    private static let long = 64

    public init() {}

    /// A chronology of these events.
    ///
    /// Sorted once rather than put in one by one, and otherwise the same: of events that share a
    /// source and an id, the one of the greatest precedence stays.
    public init(_ events: some Sequence<Event>) {
        entries = events.map(Entry.init)
        entries.sort { $0.precedes($1) }
        guard entries.count < Chronology.long else {
            entries = entries.reversed().filter { names.insert($0.name).inserted }.reversed()
            return
        }
        for index in entries.indices.reversed() where hasNamesake(after: index) {
            entries.remove(at: index)
        }
    }

    private func hasNamesake(after index: Int) -> Bool {
        for other in (index + 1)..<entries.count
        where entries[other].isNamesake(of: entries[index]) {
            return true
        }
        return false
    }

    /// Takes an event in.
    ///
    /// A repeat (equal source and id) changes nothing. Where a source has used one id for two
    /// different messages, the one of greater precedence holds, so that arrival still does not
    /// matter.
    ///
    /// - Returns: whether anything changed.
    @discardableResult
    public mutating func insert(_ event: Event) -> Bool {
        let entry = Entry(event)
        if let index = indexOfNamesake(of: entry) {
            guard entries[index] != entry, entries[index].precedes(entry) else { return false }
            entries.remove(at: index)
        }
        entries.insert(entry, at: insertionIndex(of: entry))
        if !names.isEmpty {
            names.insert(entry.name)
        } else if entries.count == Chronology.long {
            names = Set(entries.map(\.name))
        }
        return true
    }

    /// The event that holds for each record, retractions included, ordered by record.
    public var holding: some Sequence<Entry> {
        entries.indices.lazy
            .filter { isLastOfRecord($0) }
            .map { entries[$0] }
    }

    /// What holds, with every date as it is read: one that cannot be is that of its recording.
    var factsAsRead: some Sequence<Fact> {
        holding.lazy.map { $0.fact.read(recordedAt: $0.time) }
    }

    /// The event that holds for one record; nil where nothing was ever recorded under that name.
    public func holding(_ record: RecordReference) -> Entry? {
        entries.last { $0.record == record }
    }

    /// How many records more than one system claims, or were recorded twice at the same time with
    /// different contents. One of the versions holds; somebody should know that there were two.
    public var clashes: Int {
        var count = 0
        var first = 0
        for index in entries.indices where isLastOfRecord(index) {
            let versions = entries[first...index]
            let pairs = zip(versions, versions.dropFirst())
            if pairs.contains(where: {
                $0.source != $1.source || $0.time == $1.time && $0.fact != $1.fact
            }) {
                count += 1
            }
            first = index + 1
        }
        return count
    }

    /// Where an event of the same source and id stands, if there is one.
    private func indexOfNamesake(of entry: Entry) -> Int? {
        guard names.isEmpty || names.contains(entry.name) else { return nil }
        return entries.firstIndex { $0.isNamesake(of: entry) }
    }

    private func isLastOfRecord(_ index: Int) -> Bool {
        index + 1 == entries.count || entries[index + 1].record != entries[index].record
    }

    private func insertionIndex(of entry: Entry) -> Int {
        var low = 0
        var high = entries.count
        while low < high {
            let middle = (low + high) / 2
            if entries[middle].precedes(entry) { low = middle + 1 } else { high = middle }
        }
        return low
    }
}

extension Chronology: Hashable {
    public static func == (left: Chronology, right: Chronology) -> Bool {
        left.entries == right.entries
    }

    public func hash(into hasher: inout Hasher) { hasher.combine(entries) }
}
