internal import Reviews

// The names that stand in reviews, spelt as there.

/// Fields of a review, of all types together.
enum ReviewField: Int, Field {
    case type, reviewId, childId, children, after, at, by, alerts
    case until, reason, seen, decision, basis
}

/// Fields of whoever acted.
enum ReviewerField: Int, Field { case tenant, object, name, role }

/// Fields of an alert as somebody saw it.
enum SeenAlertField: Int, Field { case alertId, revision }

/// Fields of what a decision rests on.
enum BasisField: Int, Field {
    case score, scoreWasShown, firstView, policy, openedAt, replaces
}

/// Fields of a first view.
enum FirstViewField: Int, Field { case decision, at }

/// What a review says was done.
enum ReviewType: String, CaseIterable, Sendable {
    case taken = "review.taken"
    case released = "review.released"
    case snoozed = "review.snoozed"
    case viewed = "review.viewed"
    case decided = "review.decided"

    init(of act: Review.Act) {
        self =
            switch act {
            case .taken: .taken
            case .released: .released
            case .snoozed: .snoozed
            case .viewed: .viewed
            case .decided: .decided
            }
    }

    /// The fields that a review of this type has besides those of all.
    var fields: [ReviewField] {
        switch self {
        case .taken: [.until]
        case .released: []
        case .snoozed: [.until, .reason, .seen]
        case .viewed: [.decision]
        case .decided: [.decision, .reason, .seen, .basis]
        }
    }

    /// The fields of every review.
    static let common: [ReviewField] = [
        .type, .reviewId, .childId, .children, .after, .at, .by, .alerts,
    ]
}
