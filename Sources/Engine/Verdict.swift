import Casework
import Dispatch
import Synchronization

/// What an appraisal of one child asks of the engine.
struct Verdict: Sendable {
    let child: ChildID
    /// Until when it stays true.
    let validUntil: Moment?
    /// What has to be published so that the `alerts` topic says the same.
    let revisions: [Alert]

    init(_ child: ChildID, _ known: Case, at now: Moment, under policy: Policy) {
        let appraisal = Appraisal(of: known.chronology, at: now, under: policy)
        self.child = child
        validUntil = appraisal.validUntil
        revisions = Reconciliation.difference(
            child: child, chronology: known.chronology, appraisal: appraisal,
            published: known.published.values.map(\.alert), policy: policy)
    }

    /// Verdicts in the order of the children. Appraisals are functions (law 2), so many are worked
    /// out on all processors at once.
    static func all(
        on cases: [(child: ChildID, known: Case)], at now: Moment, under policy: Policy
    ) -> [Verdict] {
        let pieces = stride(from: 0, to: cases.count, by: piece).map { start in
            cases[start..<min(start + piece, cases.count)]
        }
        let verdicts = Mutex([[Verdict]](repeating: [], count: pieces.count))
        DispatchQueue.concurrentPerform(iterations: pieces.count) { index in
            let some = pieces[index].map { Verdict($0.child, $0.known, at: now, under: policy) }
            verdicts.withLock { $0[index] = some }
        }
        return verdicts.withLock { Array($0.joined()) }
    }

    /// Children that one processor takes at a time.
    private static let piece = 256
}
