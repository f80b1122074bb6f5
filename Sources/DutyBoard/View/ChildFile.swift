import Casework

/// What the board knows about one child.
struct ChildFile: Sendable {
    let id: ChildID
    /// Stands for the identifier where it must not stand itself (law 8).
    let digest: String
    var chronology = Chronology()
    /// Counts up with every change of the chronology.
    var version = 0
    /// The household that the latest record names; nil where none does. As it was at the last
    /// `findHousehold`.
    private(set) var household: HouseholdID?
    /// The latest revision of each alert about the child.
    var alerts: [KnownAlert] = []

    var hasStandingAlert: Bool { alerts.contains(where: \.stands) }

    /// When the last of its alerts was withdrawn; nil where none was.
    var lastWithdrawal: Moment? { alerts.lazy.filter { !$0.stands }.map(\.at).max() }

    /// - Returns: whether anything changed.
    mutating func take(_ event: Event) -> Bool {
        let isNew = chronology.insert(event)
        if isNew { version += 1 }
        return isNew
    }

    /// Reads the household out of the records anew.
    mutating func findHousehold() {
        var latest: (date: CaseDate, record: RecordReference)?
        household = nil
        for entry in chronology.holding {
            guard let home = entry.fact.householdID, let date = entry.fact.dates.first else {
                continue
            }
            if let latest, (date, entry.record.id) < (latest.date, latest.record.id) { continue }
            (latest, household) = ((date, entry.record), home)
        }
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
    /// When the log took the revision that opened it, the last time it was opened.
    let openedAt: Moment
    /// When the log took the first revision with the evidence that it has.
    let evidenceAt: Moment

    var stands: Bool { alert.status != .withdrawn }

    init(_ placed: PlacedAlert, after last: KnownAlert?) {
        alert = placed.alert
        offset = placed.offset
        at = placed.at
        reasonsWhileStanding =
            placed.alert.status == .withdrawn
            ? last?.reasonsWhileStanding ?? [] : placed.alert.reasons
        let stood = last.flatMap { $0.stands ? $0 : nil }
        openedAt = stood?.openedAt ?? placed.at
        let isSame = stood?.alert.evidence == placed.alert.evidence
        evidenceAt = (isSame ? stood?.evidenceAt : nil) ?? placed.at
    }
}

extension Fact {
    /// The household that a record names; nil where it names none.
    fileprivate var householdID: HouseholdID? {
        switch self {
        case .contact(let contact): contact.householdID
        case .referral(let referral): referral.householdID
        case .closure, .retraction: nil
        }
    }
}
