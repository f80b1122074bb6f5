/// What should stand, less what the `alerts` topic says stands (law 3).
///
/// There is no other way for an alert to come about, change or go. A restart, a late correction, a
/// missed timer and a new policy are all this one comparison.
public enum Reconciliation {
    /// The revisions to publish about one child, so that the topic says what the appraisal says.
    ///
    /// - Parameters:
    ///   - published: the latest revision of every alert about the child, withdrawn ones included.
    /// - Returns: opened and updated alerts in the order of the rules, then withdrawals by id;
    ///   empty where nothing differs.
    public static func difference(
        child: ChildID, chronology: Chronology, appraisal: Appraisal, published: [Alert],
        policy: Policy
    ) -> [Alert] {
        let should = appraisal.alerts(for: child, under: policy)
        var revisions: [Alert] = []
        for alert in should {
            guard let last = published.first(where: { $0.id == alert.id }) else {
                revisions.append(alert)
                continue
            }
            guard last.status == .withdrawn || !last.saysTheSame(as: alert) else { continue }
            var next = alert
            next.revision = last.revision + 1
            next.status = last.status == .withdrawn ? .open : .updated
            revisions.append(next)
        }
        let gone =
            published
            .filter { last in last.status != .withdrawn && !should.contains { $0.id == last.id } }
            .sorted { $0.id < $1.id }
        for last in gone {
            var next = last
            next.revision += 1
            next.status = .withdrawn
            next.score = appraisal.score.total
            next.band = appraisal.band.name
            next.policy = policy.digest
            next.reasons = [
                withdrawal(of: last, chronology: chronology, story: appraisal.story, policy: policy)
            ]
            revisions.append(next)
        }
        return revisions
    }

    /// Why an alert no longer stands, in plain words.
    private static func withdrawal(
        of alert: Alert, chronology: Chronology, story: Story, policy: Policy
    ) -> String {
        let evidence = Set(alert.evidence)
        for entry in chronology.holding where evidence.contains(entry.record.id) {
            if case .retraction = entry.fact {
                return "The \(entry.record.kind.rawValue) it rested on was taken back."
            }
        }
        guard let rule = policy.rules.first(where: { type(of: $0).name == alert.rule }) else {
            return "The policy no longer has this rule."
        }
        // Did the same records, read at the time it was raised, still lead to it?
        let then = Appraisal(of: chronology, at: alert.raisedAt.moment, under: policy)
        guard then.alerts(for: alert.childID, under: policy).contains(where: { $0.id == alert.id })
        else { return rule.correction(of: alert, in: story) }
        return rule.lapse(of: alert, in: story)
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
