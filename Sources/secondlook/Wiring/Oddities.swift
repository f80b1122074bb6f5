import Casework

/// What was recorded and cannot quite be so: accepted, because a correction may come, and worth a
/// look by whoever keeps the systems.
struct Oddities {
    private var closedBeforeReferral = 0
    private var closureWithoutReferral = 0
    private var decidedBeforeReceipt = 0
    private var recordedInFuture = 0
    private var clashes = 0

    init(_ chronologies: some Sequence<Chronology>, at now: Moment) {
        // A clock may be a little fast; a day is more than that.
        let tomorrow = now.advanced(milliseconds: 86_400_000)
        for chronology in chronologies {
            clashes += chronology.clashes
            recordedInFuture += chronology.entries.count { $0.time > tomorrow }
            for entry in chronology.holding { look(at: entry.fact, in: chronology) }
        }
    }

    /// A sentence for each kind there is.
    var sentences: [String] {
        [
            (
                closedBeforeReferral,
                "closures are dated before their referral; they are read as on its day"
            ),
            (closureWithoutReferral, "closures name a referral that is not recorded"),
            (decidedBeforeReceipt, "records were decided before they were received"),
            (
                recordedInFuture,
                "events say that they were recorded in the future; no amendment holds until then"
            ),
            (clashes, "records were recorded by more than one system, or twice at one time"),
        ]
        .filter { $0.0 > 0 }
        .map { "\($0.0) \($0.1)." }
    }

    private mutating func look(at fact: Fact, in chronology: Chronology) {
        switch fact {
        case .contact(let contact):
            if let decided = contact.decidedAt, decided.day < contact.receivedAt.day {
                decidedBeforeReceipt += 1
            }
        case .referral(let referral):
            if let decided = referral.decidedAt, decided.day < referral.receivedAt.day {
                decidedBeforeReceipt += 1
            }
        case .closure(let closure):
            let opening = chronology.holding(RecordReference(.referral, closure.referralID))
            guard case .referral(let referral) = opening?.fact else {
                closureWithoutReferral += 1
                return
            }
            if closure.closedAt.day < referral.receivedAt.day { closedBeforeReferral += 1 }
        case .retraction:
            break
        }
    }
}
