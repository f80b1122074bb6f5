/// One rule's conclusion about a child, with the records that are its evidence.
public struct Finding: Hashable, Sendable {
    /// The rule that came to it.
    public let rule: String
    /// How soon a person should look.
    public let severity: Severity
    /// The record that completed it. It names the finding: while that record leads to the same
    /// conclusion it is the same finding, whatever else joins the evidence.
    public let anchor: RecordReference
    /// The records it rests on, in the order they were received.
    public let evidence: [RecordReference]
    /// Why, in plain words, the first sentence first. Words that time alone does not change.
    public let reasons: [String]
    /// When it came to be so.
    public let since: CaseDate
    /// When a person should have looked; nil leaves that to the severity.
    public let dueAt: Moment?

    /// How many records a rule names as evidence: the latest. A system that publishes the same child
    /// without end would otherwise make each alert as long as the chronology.
    public static let evidenceAtMost = 24

    public init(
        rule: String, severity: Severity, anchor: RecordReference, evidence: [RecordReference],
        reasons: [String], since: CaseDate, dueAt: Moment? = nil
    ) {
        self.rule = rule
        self.severity = severity
        self.anchor = anchor
        self.evidence = evidence
        self.reasons = reasons
        self.since = since
        self.dueAt = dueAt
    }
}
