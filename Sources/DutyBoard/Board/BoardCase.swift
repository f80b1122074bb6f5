import Casework

/// A row of the board: one child, and all that a person should look at about it.
struct BoardCase: Sendable {
    let file: ChildFile
    /// The alerts that stand, the most pressing first; never empty.
    let alerts: [Alert]
    /// 0 to 100, now.
    let score: Int
    /// The place of the score's band among the policy's, from 0.
    let band: Int
    /// When the first of its alerts is due.
    let due: Moment

    /// The alert that the row is about.
    var headline: Alert { alerts[0] }

    /// - Parameter rule: the rule whose alert goes before all others, where a person asked for it.
    /// - Returns: nil where no alert stands.
    init?(_ file: ChildFile, rule: String?, scores: ScoreBook, policy: Policy, at now: Moment) {
        let standing = file.alerts.filter(\.stands).map(\.alert)
            .sorted { left, right in
                if (left.rule == rule) != (right.rule == rule) { return left.rule == rule }
                return left.isMorePressing(than: right)
            }
        guard let first = standing.first, let due = standing.map(\.dueAt).min() else { return nil }
        self.file = file
        alerts = standing
        score = scores.total(of: file, at: now) ?? first.score
        band = policy.bandIndex(of: score)
        self.due = due
    }

    /// The order of the board: the higher band first; within a band what is late or due soonest;
    /// then the higher score.
    ///
    /// What is late does not go before everything: a pile of old and lesser cases would hide the
    /// urgent one that came in this morning. The heading says how many are late.
    func isMorePressing(than other: BoardCase) -> Bool {
        if band != other.band { return band > other.band }
        if due != other.due { return due < other.due }
        if score != other.score { return score > other.score }
        return file.id < other.file.id
    }
}

/// A child that was on the board not long ago and is no longer.
struct WithdrawnCase: Sendable {
    let file: ChildFile
    /// The alert that was withdrawn last.
    let alert: KnownAlert

    /// - Returns: nil where an alert stands.
    init?(_ file: ChildFile) {
        self.init(file, file.alerts)
    }

    /// - Returns: nil where no alert of the rule was withdrawn since the moment.
    init?(_ file: ChildFile, rule: String, since moment: Moment) {
        self.init(file, file.alerts.filter { $0.alert.rule == rule && $0.at >= moment })
    }

    private init?(_ file: ChildFile, _ alerts: [KnownAlert]) {
        guard !file.hasStandingAlert, let last = alerts.max(by: { $0.at < $1.at }) else {
            return nil
        }
        self.file = file
        alert = last
    }
}

extension Alert {
    /// The order of one child's alerts: the more severe first, then what is due sooner.
    fileprivate func isMorePressing(than other: Alert) -> Bool {
        if severity != other.severity { return severity > other.severity }
        if dueAt != other.dueAt { return dueAt < other.dueAt }
        return rulePlace != other.rulePlace ? rulePlace < other.rulePlace : id < other.id
    }

    private var rulePlace: Int { rulesInForce.firstIndex { $0.name == rule } ?? rulesInForce.count }

    /// The rule's name as people read it.
    var ruleTitle: String { rulesInForce.first { $0.name == rule }?.title ?? rule }
}

extension Policy {
    /// The place of a score's band, from 0.
    func bandIndex(of score: Int) -> Int { bands.lastIndex { $0.from <= score } ?? 0 }
}
