public import Casework

/// Where one child stands at the duty desk at a moment: a function of the alerts, of what people
/// did, and of the moment (law 2).
public struct ChildState: Sendable {
    public let child: DeskChild
    /// Standing alerts of the queue with evidence that the last decision does not cover.
    public let waiting: [DeskAlert]
    /// The last decision, which may be covered over by new evidence.
    public let decision: Review?
    /// Who has the case now.
    public let hold: Hold?
    /// Who had it until time ran out, where nobody has had it since.
    public let lapsed: Hold?
    /// Until when it is put off, and why; nil where something new has ended that.
    public let snooze: Snooze?
    /// A snooze that something new about the child has ended before its time.
    public let woken: Snooze?
    /// How often it was put off since the last decision.
    public let snoozes: Int
    /// What the person who has it thought before they saw the score.
    public let firstView: FirstView?
    /// What is known now and was not when the last decision was made; everything, where there is
    /// no decision.
    public let news: [Fact]

    /// A case that is somebody's for a while.
    public struct Hold: Hashable, Sendable {
        public let by: Reviewer
        public let since: Moment
        public let until: Moment
    }

    /// A case that is put off.
    public struct Snooze: Hashable, Sendable {
        public let by: Reviewer
        public let since: Moment
        public let until: Moment
        public let reason: String
    }

    public init(_ child: DeskChild, at now: Moment) {
        var fold = Fold()
        for act in child.acts { fold.take(act) }
        self.child = child
        decision = fold.decision?.review
        let covered = fold.decision?.judgement.seen
        let news = covered.map { covered in child.facts.filter { !covered.covers($0) } }
        self.news = news ?? child.facts
        let newRecords = Set(self.news.map { $0.record.id })
        let restsOnNews = { (alert: Alert) in alert.evidence.contains(where: newRecords.contains) }
        waiting = child.alerts.filter {
            $0.stands && Attention(rule: $0.alert.rule) == .secondLook
                && (covered == nil || restsOnNews($0.alert))
        }
        hold = fold.hold.flatMap { now < $0.until ? $0 : nil }
        lapsed = fold.hold.flatMap { now < $0.until ? nil : $0 }
        let isAwake = fold.snooze.map { snooze in
            !child.facts.allSatisfy { snooze.seen.covers($0) }
        }
        let running = fold.snooze.flatMap { now < $0.snooze.until ? $0.snooze : nil }
        snooze = isAwake == true ? nil : running
        woken = isAwake == true ? running : nil
        snoozes = fold.snoozes
        firstView = fold.firstView
    }

    /// Whether the child is in the queue.
    public var isWaiting: Bool { !waiting.isEmpty }

    /// Whether it was decided before and is back.
    public var isBack: Bool { isWaiting && decision != nil }
}

/// The acts about a child, one after another.
private struct Fold {
    var decision: (review: Review, judgement: Judgement)?
    var hold: ChildState.Hold?
    var snooze: (snooze: ChildState.Snooze, seen: Evidence)?
    var snoozes = 0
    var firstView: FirstView?

    mutating func take(_ review: Review) {
        switch review.act {
        case .taken(let until):
            let isMine = hold?.by.isSame(as: review.by) == true
            // A first view is its giver's: whoever takes the case over gives one of their own.
            if !isMine { firstView = nil }
            let since = isMine ? hold?.since ?? review.at : review.at
            hold = ChildState.Hold(by: review.by, since: since, until: until)
            snooze = nil
        case .released:
            hold = nil
            firstView = nil
        case .snoozed(let until, let reason, let seen):
            let snooze = ChildState.Snooze(
                by: review.by, since: review.at, until: until, reason: reason)
            self.snooze = (snooze, seen)
            snoozes += 1
            hold = nil
            firstView = nil
        case .viewed(let decision):
            firstView = FirstView(decision: decision, at: review.at)
        case .decided(let judgement):
            self = Fold(decision: (review, judgement))
        }
    }
}
