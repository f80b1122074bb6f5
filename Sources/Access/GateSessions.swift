public import HTTPServer
public import Reviews
import SignIn

// Signing in and out.
extension Gate {
    /// Whom a one-time code would sign in; nil where it is not good, or comes from elsewhere than
    /// this machine.
    ///
    /// - Throws: a `Problem` of status 429 where too many were tried.
    public func person(_ code: String, from request: Request) throws(Problem) -> Reviewer? {
        guard provider == nil else { return nil }
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
    func isFromHere(_ request: Request) -> Bool {
        if isPublishedLocally { return true }
        guard let client = request.client else { return false }
        return (client == "::1" || client.hasPrefix("127."))
            && request.headers["X-Forwarded-For"] == nil && request.headers["Forwarded"] == nil
    }
}
