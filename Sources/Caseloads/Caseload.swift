public import Casework
private import Contract
public import EventLog
private import Events

/// Every child's chronology, folded from the log: what a report or a check reads at once. Those
/// who follow the log live keep what they need themselves.
public struct Caseload: Sendable {
    /// The chronologies.
    public private(set) var chronologies: [ChildID: Chronology] = [:]
    /// Records on the record topics, repeats included.
    public private(set) var records = 0
    /// Records that could not be read.
    public private(set) var unreadable = 0

    /// A caseload of these events.
    public init(_ events: some Sequence<Event>) {
        for event in events { insert(event) }
    }

    /// Reads the record topics from their beginning to where they end now.
    ///
    /// - Parameter progress: is told now and then how many records have been read, and of how many.
    public init(
        from log: any EventLog, progress: (_ read: Int, _ of: Int) -> Void = { _, _ in }
    ) throws {
        let extent = try log.extent(of: Contract.records)
        let total = extent.values.reduce(0) { $0 + $1.count }
        let decoder = RecordDecoder()
        var caseload = Caseload([])
        try log.readThrough(extent) { batch in
            for record in batch {
                caseload.records += 1
                do {
                    caseload.insert(try decoder.event(in: record))
                } catch {
                    caseload.unreadable += 1
                }
            }
            progress(caseload.records, total)
        }
        self = caseload
    }

    private mutating func insert(_ event: Event) {
        chronologies[event.childID, default: Chronology()].insert(event)
    }

    /// The alerts that should stand at a moment: the answer that the engine's work is measured
    /// against. By child, and for each child in the order of the rules.
    public func alerts(at moment: Moment, under policy: Policy) -> [Alert] {
        chronologies.sorted { $0.key < $1.key }.flatMap { child, chronology in
            Appraisal(of: chronology, at: moment, under: policy)
                .alerts(for: child, under: policy)
        }
    }
}
