public import HTTPServer
public import Reviews
public import SignIn

/// Finds out who asks, and lets through whom the role table lets.
public final class Gate: Sendable {
    public let keys: AccessKeys
    public let codes: OneTimeCodes<Reviewer>
    public let sessions: Sessions<Reviewer>
    private let limits = Limits()
    private let now: @Sendable () -> Int64
    private let isSecure: Bool
    private let isPublishedLocally: Bool

    /// - Parameters:
    ///   - directory: where keys and one-time codes are; it is there.
    ///   - isSecure: whether browsers reach the server by TLS alone.
    ///   - isPublishedLocally: whether this machine alone reaches the server although its address is
    ///     another, as in a container: it then counts as loopback.
    ///   - now: milliseconds since 1970.
    public init(
        directory: String, isSecure: Bool = false, isPublishedLocally: Bool = false,
        now: @escaping @Sendable () -> Int64
    ) {
        keys = AccessKeys(at: Gate.keyFile(in: directory))
        codes = OneTimeCodes(in: Gate.codes(in: directory))
        sessions = Sessions(at: Gate.sessions(in: directory))
        self.isSecure = isSecure
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
        case .visitor(let visitor): visitor
        }
    }

    /// Lets whoever asks through, and counts it against what they may ask.
    ///
    /// - Returns: the visitor; nil in the groups that are not for roles.
    /// - Throws: what `judge` throws, or a `Problem` of status 429.
    func admit(_ request: Request, to group: RouteGroup) throws(Problem) -> Visitor? {
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

    /// Whether whoever asks may.
    ///
    /// - Returns: the visitor; nil in the groups that are not for roles.
    /// - Throws: a `Problem` of status 401 where nobody is known, or 403 where the role does not
    ///   reach that far.
    func judge(_ request: Request, for group: RouteGroup) throws(Problem) -> Visitor? {
        switch (group, group == .anyone ? .nobody : try claim(of: request)) {
        case (.anyone, _), (.metrics, .instrument): return nil
        case (_, .badKey): throw GateProblem.badKey
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

    private enum Claim {
        case nobody
        case badKey
        case visitor(Visitor)
        /// A key that reads metrics alone.
        case instrument
    }

    private func claim(of request: Request) throws(Problem) -> Claim {
        if let text = request.bearer { return try claim(by: text, from: request.client) }
        do throws(SharedFileError) {
            guard let token = request.cookie(cookie(for: request).name),
                let session = try sessions.session(
                    token, at: now(), isActive: request.isOfAPerson)
            else { return .nobody }
            return .visitor(Visitor(session))
        } catch {
            throw GateProblem.unreadable
        }
    }

    private func claim(by text: String, from client: String?) throws(Problem) -> Claim {
        try limits.checkGuess(text, from: client, at: now())
        let key: AccessKeys.Key?
        do throws(SharedFileError) {
            key = try keys.key(shown: text, at: now())
        } catch {
            throw GateProblem.unreadable
        }
        guard let key else {
            limits.countGuess(text, from: client, at: now())
            return .badKey
        }
        guard let role = key.grant.use.role else { return .instrument }
        return .visitor(Visitor(key, in: role))
    }

    private func cookie(for request: Request) -> SessionCookie {
        SessionCookie(for: request, isSecure: isSecure)
    }
}

// Signing in and out.
extension Gate {
    /// Whom a one-time code would sign in; nil where it is not good, or comes from elsewhere than
    /// this machine.
    ///
    /// - Throws: a `Problem` of status 429 where too many were tried.
    public func person(_ code: String, from request: Request) throws(Problem) -> Reviewer? {
        try limits.checkGuess(code, from: request.client, at: now())
        guard isFromHere(request), let person = codes.person(code, at: now()) else {
            limits.countGuess(code, from: request.client, at: now())
            return nil
        }
        return person
    }

    /// Signs in whoever shows a good one-time code on this machine, and puts their session into the
    /// response.
    ///
    /// - Returns: false where the code is not good.
    /// - Throws: a `Problem` where nobody can be signed in at present.
    public func signIn(
        with code: String, from request: Request, to response: inout Response
    ) throws(Problem) -> Bool {
        guard try person(code, from: request) != nil, let person = codes.redeem(code, at: now())
        else { return false }
        try begin(person, for: request, in: &response)
        return true
    }

    /// Begins a session, and puts its token into the response. An earlier one of the same browser
    /// ends.
    ///
    /// - Throws: a `Problem` where nobody can be signed in at present.
    public func begin(
        _ person: Reviewer, for request: Request, in response: inout Response
    ) throws(Problem) {
        let cookie = cookie(for: request)
        do throws(SharedFileError) {
            if let old = request.cookie(cookie.name) { try sessions.end(old) }
            let token = try sessions.begin(person, at: now())
            response.headers.add("Set-Cookie", cookie.setting(token))
        } catch {
            throw GateProblem.unreadable
        }
    }

    /// Ends the session of whoever asks.
    ///
    /// - Throws: a `Problem` where that cannot be written down, and they are still signed in.
    public func signOut(
        _ request: Request, in response: inout Response
    ) throws(Problem) {
        let cookie = cookie(for: request)
        do throws(SharedFileError) {
            if let token = request.cookie(cookie.name) { try sessions.end(token) }
        } catch {
            throw GateProblem.unreadable
        }
        response.headers.add("Set-Cookie", cookie.clearing)
    }

    /// Whether this machine itself asks. What a proxy passes on for somebody else does not count,
    /// whether the proxy is known here or not.
    private func isFromHere(_ request: Request) -> Bool {
        if isPublishedLocally { return true }
        guard let client = request.client else { return false }
        return (client == "::1" || client.hasPrefix("127."))
            && request.headers["X-Forwarded-For"] == nil && request.headers["Forwarded"] == nil
    }
}

extension Reviewer {
    /// The tenant of those whom no provider of identities knows.
    public static let local = "local"
}
