/// What a contact led to.
///
/// Source: Standard Safeguarding Dataset, contact outcome; the words are ours.
public enum ContactOutcome: String, CaseIterable, Sendable {
    case noFurtherAction = "no-further-action"
    case informationAndAdvice = "information-and-advice"
    case earlyHelp = "early-help"
    case referral = "referral"

    /// The outcome in plain words, in lower case.
    public var words: String {
        switch self {
        case .noFurtherAction: "no further action"
        case .informationAndAdvice: "information and advice"
        case .earlyHelp: "early help"
        case .referral: "became a referral"
        }
    }
}
