/// What a process of the service does.
enum ServiceRole: String, CaseIterable, Hashable, Sendable {
    /// Takes events over HTTP.
    case intake
    /// Keeps the alerts level.
    case engine
    /// Shows the board.
    case board
}
