public import HTTPServer
import OpenID
public import Reviews
public import SignIn

/// Finds out who asks, and lets through whom the role table lets.
public final class Gate: Sendable {
    public let keys: AccessKeys
    public let codes: OneTimeCodes<Reviewer>
    public let sessions: Sessions<Reviewer>
    let limits = Limits()
    /// With whom people sign in; nil on a machine without a provider.
    public let provider: IdentityProvider?
    let now: @Sendable () -> Int64
    private let isSecure: Bool
    let isPublishedLocally: Bool

    /// - Parameters:
    ///   - directory: where keys and one-time codes are; it is there.
    ///   - isSecure: whether browsers reach the server by TLS alone.
    ///   - isPublishedLocally: whether this machine alone reaches the server although its address is
    ///     another, as in a container: it then counts as loopback.
    ///   - provider: with whom people sign in; then one-time codes sign nobody in.
    ///   - now: milliseconds since 1970.
    public init(
        directory: String, isSecure: Bool = false, isPublishedLocally: Bool = false,
        provider: IdentityProvider? = nil, now: @escaping @Sendable () -> Int64
    ) {
        keys = AccessKeys(at: Gate.keyFile(in: directory))
        codes = OneTimeCodes(in: Gate.codes(in: directory))
        sessions = Sessions(at: Gate.sessions(in: directory))
        self.isSecure = isSecure || provider?.isSecure == true
        self.provider = provider
        self.isPublishedLocally = isPublishedLocally
        self.now = now
    }

    /// Where a directory has its keys.
    public static func keyFile(in directory: String) -> String { "\(directory)/keys.json" }
    /// Where a directory has who is signed in.
    public static func sessions(in directory: String) -> String { "\(directory)/sessions.json" }
    /// Where a directory has its one-time codes.
    public static func codes(in directory: String) -> String { "\(directory)/sign-in" }

    /// Who asks; nil for somebody who is not known and does not claim to be.
    ///
    /// - Throws: a `Problem` of status 401 for a key that is not good, or 503 where the keys cannot
    ///   be read.
    public func visitor(of request: Request) throws(Problem) -> Visitor? {
        switch try claim(of: request) {
        case .nobody, .instrument: nil
        case .badKey: throw GateProblem.badKey
        case .badToken(let fault): throw GateProblem.badToken(fault)
        case .roleless: throw GateProblem.roleless
        case .visitor(let visitor): visitor
        }
    }

    /// Lets whoever asks through, and counts it against what they may ask.
    ///
    /// - Returns: the visitor; nil in the groups that are not for roles.
    /// - Throws: what `judge` throws, or a `Problem` of status 429.
    func admit(_ request: Request, to group: RouteGroup) async throws(Problem) -> Visitor? {
        if let provider, let text = request.bearer { await provider.openID.prepare(for: text) }
        do throws(Problem) {
            let visitor = try judge(request, for: group)
            if let visitor { try limits.count(visitor, for: group, at: now()) }
            return visitor
        } catch {
            if error.status == .unauthorized {
                try limits.countStranger(from: request.client, at: now())
            }
            throw error
        }
    }

    /// Refuses by its head what would be refused anyway, before its body is read. A token whose key
    /// has yet to be asked for is let that far.
    func mayBegin(_ request: Request, for group: RouteGroup) throws(Problem) {
        if let provider, let text = request.bearer, OpenIDProvider.looksLikeToken(text),
            case .badToken(.unknownKey) = claim(by: text, of: provider)
        {
            return
        }
        // Asked as a page that keeps itself up to date asks, which keeps no session alive: nothing
        // is written while the network's thread waits.
        var head = request
        head.method = .get
        head.headers["Sec-Fetch-Mode"] = "cors"
        do throws(Problem) {
            _ = try judge(head, for: group)
        } catch {
            if error.status == .unauthorized {
                try limits.countStranger(from: request.client, at: now())
            }
            throw error
        }
    }

    /// Whether whoever asks may.
    ///
    /// - Returns: the visitor; nil in the groups that are not for roles.
    /// - Throws: a `Problem` of status 401 where nobody is known, or 403 where the role does not
    ///   reach that far.
    func judge(_ request: Request, for group: RouteGroup) throws(Problem) -> Visitor? {
        switch (group, group == .anyone ? .nobody : try claim(of: request)) {
        case (.anyone, _), (.metrics, .instrument): return nil
        case (_, .badKey): throw GateProblem.badKey
        case (_, .badToken(let fault)): throw GateProblem.badToken(fault)
        case (_, .roleless): throw GateProblem.roleless
        case (.metrics, _):
            guard isFromHere(request) else { throw GateProblem.metricsElsewhere }
            return nil
        case (_, .visitor(let visitor)):
            guard visitor.may(group) else {
                throw GateProblem.notAllowed(visitor.role, to: group)
            }
            return visitor
        case (_, .instrument): throw GateProblem.metricsAlone
        case (_, .nobody): throw GateProblem.unknown
        }
    }

    /// Refuses what a signed-in person's browser sends without the token of their own pages.
    func checkForm(_ request: Request, of visitor: Visitor?) throws(Problem) {
        guard let visitor, visitor.formToken != nil,
            ![.get, .head, .options].contains(request.method)
        else { return }
        guard visitor.hasSent(try request.form[Visitor.tokenField]) else {
            throw GateProblem.staleForm
        }
    }

    /// Whether whoever was let through would still be: for what stays open after its answer.
    func stillAdmits(_ request: Request, to group: RouteGroup) -> Bool {
        guard let known = try? claim(of: request), case .visitor(let visitor) = known else {
            return false
        }
        return visitor.may(group)
    }

    func cookie(for request: Request, part: String? = nil) -> SessionCookie {
        SessionCookie(for: request, isSecure: isSecure, part: part)
    }
}

extension Reviewer {
    /// The tenant of those whom no provider of identities knows.
    public static let local = "local"
}
