public import Reviews

/// What an address is there for, and so who may ask for it: the rows of the role table.
///
/// Every route of the program names its group where it is registered (`GuardedRouter`), and this is
/// the only place that says who may do what.
public enum RouteGroup: String, CaseIterable, Hashable, Sendable {
    /// Health, readiness, sign-in and what pages need besides themselves: for anybody.
    case anyone
    /// Figures for Prometheus: from this machine itself, or with a key of their own.
    case metrics
    /// Events of a system's own sources and types.
    case publishing
    /// The queue, its stream, first decisions, and alerts as JSON.
    case queue
    /// A child's page, and finding a child.
    case child
    /// To take, hand back, snooze and decide; the last three as the holder.
    case acting
    /// To take over from another, to set the day's capacity, to export a child's whole record.
    case overseeing
    /// How often children come back.
    case returns
    /// What became of second looks; duty workers see their own.
    case ledger
    /// Who looked at what, and whether that record is whole.
    case audit
    /// The quarantine, publishers' keys and webhooks.
    case administration
    /// One's own session: everybody who is signed in.
    case session

    /// The roles that may; of the first two groups, none does by its role.
    public var roles: Set<Role> {
        switch self {
        case .anyone, .metrics: []
        case .publishing: [.publisher]
        case .queue, .child, .acting: [.duty, .manager]
        case .overseeing: [.manager]
        case .returns, .ledger: [.duty, .manager, .auditor]
        case .audit: [.auditor]
        case .administration: [.administrator]
        case .session: [.duty, .manager, .auditor, .administrator]
        }
    }
}

extension Role {
    /// As it stands on pages and in errors.
    public var words: String {
        switch self {
        case .publisher: "publisher"
        case .duty: "duty worker"
        case .manager: "manager"
        case .auditor: "auditor"
        case .administrator: "administrator"
        }
    }
}
