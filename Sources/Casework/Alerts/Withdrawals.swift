/// Why alerts about a child no longer stand, in plain words.
struct Withdrawals {
    private let chronology: Chronology
    private let story: Story
    private let policy: Policy
    /// The records taken back, and of what kind they were.
    private let retracted: [RecordID: RecordKind]
    /// The records that are known, whatever became of them.
    private let known: Set<RecordID>
    /// The alerts that the records, as they are now, lead to at a moment in the past.
    private var stoodAt: [Moment: Set<String>] = [:]

    init(chronology: Chronology, story: Story, policy: Policy) {
        self.chronology = chronology
        self.story = story
        self.policy = policy
        var retracted: [RecordID: RecordKind] = [:]
        for entry in chronology.holding {
            if case .retraction = entry.fact { retracted[entry.record.id] = entry.record.kind }
        }
        self.retracted = retracted
        known = Set(chronology.holding.map(\.record.id))
    }

    /// - Parameter alert: one that stands no longer.
    mutating func reason(for alert: Alert) -> String {
        if let kind = alert.evidence.lazy.compactMap({ [retracted] in retracted[$0] }).first {
            return "The \(kind.rawValue) it rested on was taken back."
        }
        // Nobody took them back or put others in their place: they are not there, as after records
        // were removed for good.
        guard known.isSuperset(of: alert.evidence) else {
            return "Records that it rested on are no longer in the log."
        }
        guard let rule = policy.rules.first(where: { $0.name == alert.rule }) else {
            return "The policy no longer has this rule."
        }
        // Did the same records, read at the time it was raised, still lead to it?
        return stood(alert)
            ? rule.lapse(of: alert, in: story) : rule.correction(of: alert, in: story)
    }

    private mutating func stood(_ alert: Alert) -> Bool {
        let moment = alert.raisedAt.moment
        if let ids = stoodAt[moment] { return ids.contains(alert.id) }
        let then = Appraisal(of: chronology, at: moment, under: policy)
            .alerts(for: alert.childID, under: policy)
        let ids = Set(then.map(\.id))
        stoodAt[moment] = ids
        return ids.contains(alert.id)
    }
}
