import Casework
import Digests
import Reviews

/// The duty desk at a moment, worked out and not yet drawn: the queue, what is gone from it, and
/// what the statutory clock waits for. It is the same for everybody who looks.
struct DeskBoard: Sendable {
    let queue: Queue
    let files: [ChildID: ChildFile]
    /// What is gone from the queue since the working day before, the last first.
    let gone: [GoneRow]
    /// Children whose first decision is overdue, the longest first.
    let firstDecisions: [FirstDecision]
    let bookmark: Bookmark
    let progress: FollowingProgress
    let now: Moment
    let today: Day
    private let digest: KeyedDigest

    init(
        _ content: DeskContent, scores: ScoreBook, policy: Policy, digest: KeyedDigest,
        at now: Moment
    ) {
        self.digest = digest
        let children = content.files.map { file in
            DeskChild(file, acts: content.acts[file.id] ?? [], scores: scores, at: now)
        }
        let queue = Queue(children, at: now, under: policy)
        self.queue = queue
        self.now = now
        today = London.day(of: now)
        files = Dictionary(uniqueKeysWithValues: content.files.map { ($0.id, $0) })
        gone = GoneRow.all(
            children, files: files, queue: queue, since: policy.dayBefore(now), at: now,
            under: policy)
        firstDecisions = children.compactMap { FirstDecision($0) }
            .sorted { ($0.alert.dueAt, $0.child) < ($1.alert.dueAt, $1.child) }
        bookmark = content.bookmark
        progress = content.progress
    }

    /// Names a household where its identifier must not stand itself (law 8).
    func key(_ household: Household) -> String {
        switch household {
        case .child(let child): files[child]?.digest ?? digest.digest(of: child.text)
        case .home(let home): digest.digest(of: "household \(home.text)")
        }
    }
}

extension DeskChild {
    /// What the view knows of a child, as the desk takes it.
    init(_ file: ChildFile, acts: [Review], scores: ScoreBook, at now: Moment) {
        let alerts = file.alerts.map(DeskAlert.init)
        let told = alerts.lazy.filter(\.stands).map(\.alert.score).max() ?? 0
        self.init(
            id: file.id, household: file.household, alerts: alerts,
            facts: file.chronology.holding.map(\.fact),
            points: scores.points(of: file, at: now) ?? told, acts: acts)
    }
}

extension DeskAlert {
    init(_ known: KnownAlert) {
        self.init(
            alert: known.alert, openedAt: known.openedAt, evidenceAt: known.evidenceAt,
            withdrawnAt: known.stands ? nil : known.at)
    }
}

/// A child who waits for the decision that the statutory clock asks for.
struct FirstDecision: Sendable {
    let child: ChildID
    /// The alert that is overdue the longest.
    let alert: Alert
    /// How many records wait.
    let count: Int

    /// - Returns: nil where none does.
    init?(_ child: DeskChild) {
        let waiting = child.alerts.filter {
            $0.stands && Attention(rule: $0.alert.rule) == .firstDecision
        }.map(\.alert)
        guard let first = waiting.min(by: { ($0.dueAt, $0.id) < ($1.dueAt, $1.id) }) else {
            return nil
        }
        self.child = child.id
        alert = first
        count = waiting.count
    }
}

extension Policy {
    /// The beginning of the last working day before the day of a moment.
    func dayBefore(_ moment: Moment) -> Moment {
        var day = London.day(of: moment) - 1
        while !workingDays.contains(day) { day = day - 1 }
        return London.moment(day)
    }
}
