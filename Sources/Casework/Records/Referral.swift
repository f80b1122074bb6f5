/// A request that children's social care look at a child.
public struct Referral: Hashable, Sendable {
    public var id: RecordID
    /// When the council received it.
    public var receivedAt: CaseDate
    /// Who referred.
    public var source: ReferralSource
    /// The main reason, where it is known.
    public var primaryNeed: PrimaryNeed?
    /// Whether it was decided to take no further action; nil while that is untold.
    public var noFurtherAction: Bool?
    /// When the kind of response was decided.
    public var decidedAt: CaseDate?
    /// The contact it grew out of.
    public var contactID: RecordID?
    /// The household the child was part of.
    public var householdID: HouseholdID?

    public init(
        id: RecordID, receivedAt: CaseDate, source: ReferralSource,
        primaryNeed: PrimaryNeed? = nil, noFurtherAction: Bool? = nil,
        decidedAt: CaseDate? = nil, contactID: RecordID? = nil,
        householdID: HouseholdID? = nil
    ) {
        self.id = id
        self.receivedAt = receivedAt
        self.source = source
        self.primaryNeed = primaryNeed
        self.noFurtherAction = noFurtherAction
        self.decidedAt = decidedAt
        self.contactID = contactID
        self.householdID = householdID
    }
}
