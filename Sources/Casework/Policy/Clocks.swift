/// How long the two clocks run, in calendar months.
public struct Clocks: Hashable, Codable, Sendable {
    /// From referral to referral: 12 in the official statistics.
    public var reReferralMonths: Int
    /// From closing to referral: 12 in the research that the figures in use come from.
    public var returnMonths: Int

    public init(reReferralMonths: Int, returnMonths: Int) {
        self.reReferralMonths = reReferralMonths
        self.returnMonths = returnMonths
    }
}
