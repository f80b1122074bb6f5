/// Someone got in touch about a child.
public struct Contact: Hashable, Sendable {
    public var id: RecordID
    /// When the council heard.
    public var receivedAt: CaseDate
    /// Who got in touch.
    public var source: ReferralSource
    /// What it led to; nil while that is undecided or untold.
    public var outcome: ContactOutcome?
    /// When the outcome was decided.
    public var decidedAt: CaseDate?
    /// The household the child was part of.
    public var householdID: HouseholdID?

    public init(
        id: RecordID, receivedAt: CaseDate, source: ReferralSource,
        outcome: ContactOutcome? = nil, decidedAt: CaseDate? = nil,
        householdID: HouseholdID? = nil
    ) {
        self.id = id
        self.receivedAt = receivedAt
        self.source = source
        self.outcome = outcome
        self.decidedAt = decidedAt
        self.householdID = householdID
    }
}
