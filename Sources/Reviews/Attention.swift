private import Casework

/// What sort of attention the alerts of a rule ask for.
public enum Attention: Sendable {
    /// A row of the queue.
    case secondLook
    /// The statutory clock's: a row of *First decisions*.
    case firstDecision
    /// A tag beside the row that something else brings; alone it brings none.
    case mention

    /// What the alerts of a rule ask for; those of a rule that is not known, a second look.
    public init(rule: String) {
        switch rule {
        case DecisionOverdue.name: self = .firstDecision
        case ReReferral.name: self = .mention
        default: self = .secondLook
        }
    }
}
