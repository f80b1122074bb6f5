/// The end of the episode that a referral began. It has no identifier of its own: it is its
/// referral's.
public struct Closure: Hashable, Sendable {
    /// The referral whose episode ends.
    public var referralID: RecordID
    /// When it was closed.
    public var closedAt: CaseDate
    /// Why it was closed.
    public var reason: ClosureReason
    /// Whether it was closed while information was still awaited, to be opened again when that
    /// came: such a return is not a loop.
    public var pendingInformation: Bool?

    public init(
        referralID: RecordID, closedAt: CaseDate, reason: ClosureReason,
        pendingInformation: Bool? = nil
    ) {
        self.referralID = referralID
        self.closedAt = closedAt
        self.reason = reason
        self.pendingInformation = pendingInformation
    }
}
