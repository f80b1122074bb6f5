import Casework

/// What the board knows about one child.
struct ChildFile: Sendable {
    let id: ChildID
    /// Stands for the identifier where it must not stand itself (law 8).
    let digest: String
    var chronology = Chronology()
    /// Counts up with every change of the chronology.
    var version = 0
    /// The latest revision of each alert about the child.
    var alerts: [KnownAlert] = []

    var hasStandingAlert: Bool { alerts.contains(where: \.stands) }

    /// When the last of its alerts was withdrawn; nil where none was.
    var lastWithdrawal: Moment? { alerts.lazy.filter { !$0.stands }.map(\.at).max() }

    mutating func take(_ event: Event) {
        if chronology.insert(event) { version += 1 }
    }

    /// Takes a revision in. What stands later in the log overrules what stands earlier.
    mutating func take(_ placed: PlacedAlert) {
        guard let index = alerts.firstIndex(where: { $0.alert.id == placed.alert.id }) else {
            return alerts.append(KnownAlert(placed, after: nil))
        }
        guard alerts[index].offset < placed.offset else { return }
        alerts[index] = KnownAlert(placed, after: alerts[index])
    }
}

/// An alert as the `alerts` topic has it now.
struct KnownAlert: Sendable {
    let alert: Alert
    let offset: Int64
    /// When the log took this revision.
    let at: Moment
    /// What it said while it stood: a withdrawal gives the reason for itself and no other.
    let reasonsWhileStanding: [String]

    var stands: Bool { alert.status != .withdrawn }

    init(_ placed: PlacedAlert, after last: KnownAlert?) {
        alert = placed.alert
        offset = placed.offset
        at = placed.at
        reasonsWhileStanding =
            placed.alert.status == .withdrawn
            ? last?.reasonsWhileStanding ?? [] : placed.alert.reasons
    }
}
