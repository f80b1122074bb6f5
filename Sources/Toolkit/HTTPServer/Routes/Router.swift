/// Which handler answers which request.
///
///     var router = Router()
///     router.get("/children/{id}") { request, parameters in
///         let id = try parameters.get("id", as: Int.self)
///         return .text("child \(id)")
///     }
///     let response = await router.respond(to: Request(.get, "/children/7"))
///
/// A pattern's piece is a literal, a parameter `{name}` of one piece, or, as the last, a rest
/// `{name...}` of one piece or more. A literal goes before a parameter, a parameter before a rest.
/// Every GET answers HEAD too, and OPTIONS is answered with what is allowed.
public struct Router: Sendable {
    public typealias Handler = @Sendable (Request, Parameters) async throws -> Response

    private var routes = RouteTree<Route>()
    private var checks: [@Sendable (Request) async throws -> Void] = []
    private var transforms: [@Sendable (Request, inout Response) -> Void] = []

    /// Hears of every error that was not a `Problem`; the client is told nothing but the
    /// request's id.
    public var onError: @Sendable (any Error, Request) -> Void = { _, _ in }

    public init() {}

    /// - Parameters:
    ///   - lane: which threads run the handler; nil for those that the method says: reading or
    ///     writing.
    ///   - largestBody: the most bytes of a body; nil for as many as the server takes at all.
    ///   - judgeHead: refuses a request before its body is read. It has to be quick.
    /// - Precondition: the pattern starts with a slash and this method of it is new.
    public mutating func on(
        _ method: Method, _ pattern: String, lane: Lane? = nil, largestBody: Int? = nil,
        judgeHead: @escaping @Sendable (Request) throws(Problem) -> Void = { _ throws(Problem) in },
        _ handler: @escaping Handler
    ) {
        let rule = RouteRule(
            lane: lane ?? Lane.usual(for: method), largestBody: largestBody, judgeHead: judgeHead)
        routes.insert(Route(rule: rule, handler: handler), method: method, pattern: pattern)
    }

    /// A GET that is answered on the network's own thread, whatever the workers have to do: for
    /// whether the process lives. The answer must be at hand.
    public mutating func getAtOnce(
        _ pattern: String, _ answer: @escaping @Sendable (Request) -> Response
    ) {
        let rule = RouteRule(lane: .watching, immediate: answer)
        let route = Route(rule: rule) { request, _ in answer(request) }
        routes.insert(route, method: .get, pattern: pattern)
    }

    /// Every method and pattern that was routed, in order: what a document about the routes is held
    /// against.
    public var routed: [(method: Method, pattern: String)] { routes.patterns }

    public mutating func get(_ pattern: String, _ handler: @escaping Handler) {
        on(.get, pattern, handler)
    }

    public mutating func post(_ pattern: String, _ handler: @escaping Handler) {
        on(.post, pattern, handler)
    }

    public mutating func put(_ pattern: String, _ handler: @escaping Handler) {
        on(.put, pattern, handler)
    }

    public mutating func patch(_ pattern: String, _ handler: @escaping Handler) {
        on(.patch, pattern, handler)
    }

    public mutating func delete(_ pattern: String, _ handler: @escaping Handler) {
        on(.delete, pattern, handler)
    }

    /// Runs before every handler, in order of registration: who may ask at all. What it throws is
    /// the answer.
    public mutating func check(_ check: @escaping @Sendable (Request) async throws -> Void) {
        checks.append(check)
    }

    /// Runs over every response, problems included, in order of registration: headers that all
    /// pages need, or a line in the log.
    public mutating func transform(
        _ transform: @escaping @Sendable (Request, inout Response) -> Void
    ) {
        transforms.append(transform)
    }

    /// The response to `request`, exactly as a server would send it, without a socket.
    ///
    /// The response to HEAD keeps its body here, for its length; a server sends the head alone.
    public func respond(to request: Request) async -> Response {
        do {
            return finish(try await answer(request), to: request)
        } catch let problem as Problem {
            return finish(problem.response, to: request)
        } catch {
            onError(error, request)
            let problem = Problem(
                .internalServerError,
                detail: "Something went wrong here. It was noted under this request's id.",
                instance: "urn:request:\(request.id)")
            return finish(problem.response, to: request)
        }
    }

    /// The response to a request that a server refuses before any handler sees it.
    func refuse(_ request: Request, _ problem: Problem) -> Response {
        finish(problem.response, to: request)
    }

    /// What is known of a request's route before its handler runs.
    ///
    /// - Throws: what a request without a route is answered.
    func rule(for request: Request) throws(Problem) -> RouteRule {
        let segments = try PathSegments.decode(request.path)
        if let found = route(for: request, segments) { return found.route.rule }
        _ = try answerWithoutRoute(request, segments)
        return RouteRule(lane: Lane.usual(for: request.method))
    }

    /// The answer of a route that has it at hand.
    func answer(_ request: Request, atOnce rule: RouteRule) -> Response? {
        rule.immediate.map { finish($0(request), to: request) }
    }

    private func route(
        for request: Request, _ segments: [String]
    ) -> (route: Route, parameters: Parameters)? {
        routes.find(request.method, segments)
            ?? (request.method == .head ? routes.find(.get, segments) : nil)
    }

    private func answer(_ request: Request) async throws -> Response {
        let segments = try PathSegments.decode(request.path)
        guard let found = route(for: request, segments) else {
            return try answerWithoutRoute(request, segments)
        }
        for check in checks { try await check(request) }
        return try await found.route.handler(request, found.parameters)
    }

    private func answerWithoutRoute(
        _ request: Request, _ segments: [String]
    ) throws(Problem) -> Response {
        var methods = routes.methods(segments)
        if methods.isEmpty {
            throw Problem(.notFound, detail: "There is nothing at this address.")
        }
        if methods.contains(.get) { methods.insert(.head) }
        methods.insert(.options)
        let allow = methods.map(\.rawValue).sorted().joined(separator: ", ")
        if request.method == .options { return Response(.noContent, headers: ["Allow": allow]) }
        throw Problem(
            .methodNotAllowed, detail: "This address answers \(allow).", headers: ["Allow": allow])
    }

    private func finish(_ response: Response, to request: Request) -> Response {
        var response = response
        if request.method == .head, case .stream(let stream) = response.body {
            stream.abandon(.finished)
            response.body = .bytes([])
        }
        for transform in transforms { transform(request, &response) }
        return response
    }
}
