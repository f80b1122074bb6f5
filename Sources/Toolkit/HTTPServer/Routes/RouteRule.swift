/// What a server must know of a route before it reads a request's body.
struct RouteRule: Sendable {
    var lane: Lane
    /// The most bytes of a body; nil for as many as the server takes at all.
    var largestBody: Int?
    /// Refuses a request by its head.
    var judgeHead: @Sendable (Request) throws(Problem) -> Void = { _ throws(Problem) in }
    /// What answers at once, on the network's own thread.
    var immediate: (@Sendable (Request) -> Response)?
}

/// A handler, and what is known of it before it runs.
struct Route: Sendable {
    let rule: RouteRule
    let handler: Router.Handler
}
