public import HTTPServer

/// A router whose every route says what it is there for, and so who may ask (`RouteGroup`). There is
/// no way to add one that does not.
///
///     var router = GuardedRouter(gate)
///     router.get("/children/{child}", for: .child) { request, parameters, visitor in … }
///     let server = try Server(router: router.guarded)
///
/// Before a handler runs, the gate has found out who asks, their role reaches to the group, and a
/// form of theirs has carried its token.
public struct GuardedRouter: Sendable {
    public typealias Handler =
        @Sendable (Request, Parameters, Visitor) async throws -> Response

    /// The routes with their guards: what a server answers with.
    public private(set) var guarded = Router()
    /// Every route with its group, in order.
    public private(set) var table: [(method: Method, pattern: String, group: RouteGroup)] = []
    private let gate: Gate

    public init(_ gate: Gate) { self.gate = gate }

    /// Hears of every error that was not a `Problem`.
    public var onError: @Sendable (any Error, Request) -> Void {
        get { guarded.onError }
        set { guarded.onError = newValue }
    }

    /// Runs over every response, problems included.
    public mutating func transform(
        _ transform: @escaping @Sendable (Request, inout Response) -> Void
    ) {
        guarded.transform(transform)
    }

    /// A route whose handler wants to know who asks.
    ///
    /// - Parameter keepingForms: whether the form of somebody who is not signed in any more is read,
    ///   so that what they typed can be given back to them.
    /// - Precondition: the group is one for roles.
    public mutating func on(
        _ method: Method, _ pattern: String, for group: RouteGroup, lane: Lane? = nil,
        largestBody: Int? = nil, keepingForms: Bool = false,
        judgeHead: @escaping @Sendable (Request) throws(Problem) -> Void = { _ throws(Problem) in },
        _ handler: @escaping Handler
    ) {
        precondition(!group.roles.isEmpty, "\(pattern) is for anybody, so nobody is known there.")
        add(
            method, pattern, for: group, lane: lane, largestBody: largestBody,
            keepsForms: keepingForms, judgeHead: judgeHead
        ) { request, parameters, visitor in
            guard let visitor else { throw GateProblem.unknown }
            return try await handler(request, parameters, visitor)
        }
    }

    /// A route whose handler does not ask who asks.
    public mutating func on(
        _ method: Method, _ pattern: String, for group: RouteGroup, lane: Lane? = nil,
        largestBody: Int? = nil,
        judgeHead: @escaping @Sendable (Request) throws(Problem) -> Void = { _ throws(Problem) in },
        _ handler: @escaping Router.Handler
    ) {
        add(
            method, pattern, for: group, lane: lane, largestBody: largestBody, judgeHead: judgeHead
        ) { request, parameters, _ in try await handler(request, parameters) }
    }

    /// A GET for anybody, answered on the network's own thread: the answer must be at hand.
    public mutating func getAtOnce(
        _ pattern: String, _ answer: @escaping @Sendable (Request) -> Response
    ) {
        table.append((.get, pattern, .anyone))
        guarded.getAtOnce(pattern, answer)
    }

    public mutating func get(
        _ pattern: String, for group: RouteGroup, _ handler: @escaping Handler
    ) {
        on(.get, pattern, for: group, handler)
    }

    public mutating func get(
        _ pattern: String, for group: RouteGroup, _ handler: @escaping Router.Handler
    ) {
        on(.get, pattern, for: group, handler)
    }

    public mutating func post(
        _ pattern: String, for group: RouteGroup, keepingForms: Bool = false,
        _ handler: @escaping Handler
    ) {
        on(.post, pattern, for: group, keepingForms: keepingForms, handler)
    }

    public mutating func post(
        _ pattern: String, for group: RouteGroup, _ handler: @escaping Router.Handler
    ) {
        on(.post, pattern, for: group, handler)
    }

    private mutating func add(
        _ method: Method, _ pattern: String, for group: RouteGroup, lane: Lane?,
        largestBody: Int?, keepsForms: Bool = false,
        judgeHead: @escaping @Sendable (Request) throws(Problem) -> Void,
        _ handler: @escaping @Sendable (Request, Parameters, Visitor?) async throws -> Response
    ) {
        table.append((method, pattern, group))
        let gate = gate
        guarded.on(
            method, pattern, lane: lane, largestBody: largestBody,
            // A body of somebody who may not send it is not read at all.
            judgeHead: { request throws(Problem) in
                do throws(Problem) {
                    try gate.mayBegin(request, for: group)
                } catch {
                    guard keepsForms, error.status == .unauthorized, request.bearer == nil else {
                        throw error
                    }
                }
                try judgeHead(request)
            },
            { request, parameters in
                let visitor: Visitor?
                do throws(Problem) {
                    visitor = try await gate.admit(request, to: group)
                } catch {
                    guard error.status == .unauthorized, request.isNavigation else { throw error }
                    return .seeOther(request.signInAddress)
                }
                try gate.checkForm(request, of: visitor)
                let response = try await handler(request, parameters, visitor)
                if visitor != nil, case .stream(let stream) = response.body {
                    let asked = request.asOfAStream
                    stream.stay { gate.stillAdmits(asked, to: group) }
                }
                return response
            })
    }
}

extension Request {
    /// What is asked again and again while a stream is open: it keeps nobody's session alive.
    fileprivate var asOfAStream: Request {
        var request = self
        request.body = []
        request.headers["Sec-Fetch-Mode"] = "cors"
        return request
    }

    /// Whether a person goes to the address, and not a script or a program.
    fileprivate var isNavigation: Bool {
        guard method == .get || method == .head,
            headers["Accept"]?.contains("text/html") == true
        else { return false }
        return headers["Sec-Fetch-Mode"].map { $0 == "navigate" } ?? true
    }

    /// Where they sign in, to come back here afterwards. No route has a secret or a child's
    /// identifier in its address.
    fileprivate var signInAddress: String {
        path == "/" ? "/sign-in" : "/sign-in?next=\(ReturnAddress.encoded(path))"
    }
}
