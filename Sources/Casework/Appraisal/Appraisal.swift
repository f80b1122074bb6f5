/// What a chronology means at a moment under a policy (law 2). It reads no clock and no file, and
/// the same three always give the same appraisal.
public struct Appraisal: Sendable {
    /// The episodes, turns and contacts as they read at that moment.
    public let story: Story
    /// The live risk score.
    public let score: Score
    /// The band the score lies in.
    public let band: Band
    /// What the rules have to say, in the order of the rules.
    public let findings: [Finding]
    /// Until when the findings, and the band beside them, stay true if nothing new is recorded;
    /// nil for good. The score itself fades a little at every midnight.
    public let validUntil: Moment?

    /// Appraises a chronology at a moment under a policy.
    public init(of chronology: Chronology, at moment: Moment, under policy: Policy) {
        let story = policy.story(of: chronology, at: moment)
        let score = Score(of: story, under: policy)
        let scores = Scores(now: score, chronology: chronology, policy: policy)
        let findings = policy.rules.flatMap { $0.find(in: story, scores: scores, under: policy) }
        self.story = story
        self.score = score
        self.band = policy.band(of: score.total)
        self.findings = findings
        self.validUntil = Appraisal.end(story, score, findings, policy)
    }

    private static func end(
        _ story: Story, _ score: Score, _ findings: [Finding], _ policy: Policy
    ) -> Moment? {
        var ends = policy.rules.compactMap { $0.nextChange(after: story, under: policy) }
        if let next = story.nextDate { ends.append(next) }
        // The band matters only beside an alert.
        if !findings.isEmpty,
            let day = score.dayOfLeavingBand(after: story.today, bands: policy.bands)
        {
            ends.append(London.moment(day))
        }
        return ends.min()
    }
}
