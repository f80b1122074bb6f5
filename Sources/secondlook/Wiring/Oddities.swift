import Casework
import Digests

/// What was recorded and cannot quite be so: accepted, because a correction may come, and worth a
/// look by whoever keeps the systems.
struct Oddities {
    /// The kinds there are, as sentences of them read.
    private enum Kind: String, CaseIterable {
        case afterRecording =
            "records are dated after they were recorded; they are read as of the day of recording"
        case inFuture = "records are dated in the future; they count from then on"
        case longAgo = "records are dated before any child in need was born"
        case closedBeforeReferral =
            "closures are dated before their referral; they are read as on its day"
        case closureWithoutReferral = "closures name a referral that is not recorded"
        case decidedBeforeReceipt = "records were decided before they were received"
        case recordedInFuture =
            "events say that they were recorded in the future; no amendment holds until then"
        case openBesideClosed =
            "referrals are open beside another of the same day that was closed; the case is open"
        case clashes = "records were recorded by more than one system, or twice at one time"
    }

    private var counts: [Kind: Int] = [:]
    private var children: [Kind: Set<ChildID>] = [:]
    /// Children that a sentence names at the most.
    private static let named = 20

    init(_ chronologies: [ChildID: Chronology], at now: Moment) {
        for (child, chronology) in chronologies {
            note(.clashes, child, chronology.clashes)
            for entry in chronology.entries {
                let isLate = entry.time > now.advanced(milliseconds: 86_400_000)
                note(.recordedInFuture, child, isLate ? 1 : 0)
            }
            for entry in chronology.holding { look(at: entry, in: chronology, of: child, now) }
        }
    }

    /// A sentence for each kind there is, with the children concerned.
    ///
    /// - Parameter digest: the digest under which the board shows children; nil leaves them unnamed.
    func sentences(_ digest: KeyedDigest?) -> [String] {
        Kind.allCases.compactMap { kind in
            guard let count = counts[kind], count > 0 else { return nil }
            guard let digest else {
                return "\(count) \(kind.rawValue) (name the board’s directory with --data for the "
                    + "children’s digests)."
            }
            let names = (children[kind] ?? []).map { digest.digest(of: $0.text) }.sorted()
            let more = names.count - min(names.count, Self.named)
            return "\(count) \(kind.rawValue): \(names.count == 1 ? "child" : "children") "
                + names.prefix(Self.named).joined(separator: ", ")
                + (more > 0 ? " and \(more) more." : ".")
        }
    }

    private mutating func note(_ kind: Kind, _ child: ChildID, _ count: Int = 1) {
        guard count > 0 else { return }
        counts[kind, default: 0] += count
        children[kind, default: []].insert(child)
    }

    private mutating func look(
        at entry: Entry, in chronology: Chronology, of child: ChildID, _ now: Moment
    ) {
        for doubt in DateDoubt.all(in: entry.fact, recordedAt: entry.time, now: now) {
            switch doubt.kind {
            case .recordedInFuture: break
            case .afterRecording: note(.afterRecording, child)
            case .inFuture: note(.inFuture, child)
            case .longAgo: note(.longAgo, child)
            case .decidedBeforeReceipt: note(.decidedBeforeReceipt, child)
            }
        }
        guard case .closure(let closure) = entry.fact else { return }
        let opening = chronology.holding(RecordReference(.referral, closure.referralID))
        // One that was taken back was recorded, and its closing closes nothing.
        if case .retraction = opening?.fact { return }
        guard case .referral(let referral) = opening?.fact else {
            note(.closureWithoutReferral, child)
            return
        }
        if closure.closedAt.day < referral.receivedAt.day { note(.closedBeforeReferral, child) }
        note(.openBesideClosed, child, openBeside(referral, in: chronology))
    }

    private func openBeside(_ closed: Referral, in chronology: Chronology) -> Int {
        chronology.holding.count { entry in
            guard case .referral(let referral) = entry.fact, referral.id != closed.id,
                referral.receivedAt.day == closed.receivedAt.day, referral.noFurtherAction != true
            else { return false }
            guard case .closure? = chronology.holding(referral.closureReference)?.fact else {
                return true
            }
            return false
        }
    }
}
