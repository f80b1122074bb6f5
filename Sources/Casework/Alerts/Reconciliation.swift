/// What should stand, less what the `alerts` topic says stands (law 3).
///
/// There is no other way for an alert to come about, change or go. A restart, a late correction, a
/// missed timer and a new policy are all this one comparison.
public enum Reconciliation {
    /// The revisions to publish about one child, so that the topic says what the appraisal says.
    ///
    /// - Parameters:
    ///   - published: the latest revision of every alert about the child, withdrawn ones included.
    ///   - contested: the ids of alerts of which the topic says two things under one number. Whoever
    ///     took the first for the last word has to be told again, under a new number.
    /// - Returns: opened and updated alerts in the order of the rules, then withdrawals by id;
    ///   empty where nothing differs.
    public static func difference(
        child: ChildID, chronology: Chronology, appraisal: Appraisal, published: [Alert],
        contested: Set<String> = [], policy: Policy
    ) -> [Alert] {
        let should = appraisal.alerts(for: child, under: policy)
        let latest = Dictionary(published.map { ($0.id, $0) }, uniquingKeysWith: { $1 })
        var revisions: [Alert] = []
        for alert in should {
            guard let last = latest[alert.id] else {
                revisions.append(alert)
                continue
            }
            guard
                last.status == .withdrawn || !last.saysTheSame(as: alert)
                    || contested.contains(alert.id)
            else { continue }
            var next = alert
            next.revision = last.revision + 1
            next.status = last.status == .withdrawn ? .open : .updated
            revisions.append(next)
        }
        let stands = Set(should.map(\.id))
        let gone = latest.values
            .filter { $0.status != .withdrawn || contested.contains($0.id) }
            .filter { !stands.contains($0.id) }
            .sorted { $0.id < $1.id }
        guard !gone.isEmpty else { return revisions }
        var withdrawals = Withdrawals(
            chronology: chronology, story: appraisal.story, policy: policy)
        for last in gone {
            var next = last
            next.revision += 1
            next.status = .withdrawn
            next.score = appraisal.score.total
            next.band = appraisal.band.name
            next.policy = policy.digest
            if last.status != .withdrawn { next.reasons = [withdrawals.reason(for: last)] }
            revisions.append(next)
        }
        return revisions
    }
}

extension Alert {
    /// Whether a person would read the same in both. A change of score alone is nothing new unless
    /// it crosses into another band.
    public func saysTheSame(as other: Alert) -> Bool {
        var other = other
        other.revision = revision
        other.status = status
        other.score = score
        return self == other
    }
}
