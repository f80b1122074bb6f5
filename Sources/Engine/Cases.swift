import Casework
import EventLog

/// Every child the engine knows, and whom something has touched since they were last reconciled: a
/// record, a foreign word on the `alerts` topic, or time.
struct Cases {
    private var all: [ChildID: Case] = [:]
    private var timers = Timers()
    /// The children to be reconciled.
    private(set) var touched: Set<ChildID> = []

    /// How many children there are.
    var count: Int { all.count }

    /// The earliest moment at which time touches a child.
    var nextTimer: Moment? { timers.next }

    subscript(child: ChildID) -> Case? { all[child] }

    /// Takes in an event that stands in a partition of this number.
    ///
    /// - Returns: whether it was news; a repeat touches nobody.
    mutating func insert(_ event: Event, partition: Int) -> Bool {
        let isNews = all[event.childID, default: Case(partition: partition)]
            .chronology.insert(event)
        if isNews { touched.insert(event.childID) }
        return isNews
    }

    /// Takes in what somebody else wrote on the `alerts` topic.
    mutating func hear(_ alert: Alert, at position: Position) {
        let isNews = all[alert.childID, default: Case(partition: position.partition.number)]
            .publish(alert, at: position.offset)
        if isNews { touched.insert(alert.childID) }
    }

    /// Notes what the engine itself has published.
    mutating func publish(_ alert: Alert, at position: Position) {
        _ = all[alert.childID]?.publish(alert, at: position.offset)
    }

    /// Notes until when a child's appraisal stays true.
    mutating func appraised(_ child: ChildID, validUntil moment: Moment?) {
        guard all[child]?.validUntil != moment else { return }
        all[child]?.validUntil = moment
        if let moment { timers.add(moment, child) }
    }

    /// Touches the children whose appraisal time has ended.
    mutating func touchDue(at now: Moment) {
        while let due = timers.popDue(at: now) {
            guard all[due.child]?.validUntil == due.moment else { continue }
            all[due.child]?.validUntil = nil
            touched.insert(due.child)
        }
    }

    /// The touched children are level again.
    mutating func reconciled(_ children: some Sequence<ChildID>) {
        touched.subtract(children)
    }

    /// Forgets the children of partitions of these numbers.
    mutating func forget(partitions numbers: Set<Int>) {
        all = all.filter { !numbers.contains($0.value.partition) }
        touched = touched.filter { all[$0] != nil }
    }
}
