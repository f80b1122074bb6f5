import HTTPServer
import OpenID
import Reviews

/// What is said to whom the gate does not let through.
enum GateProblem {
    private static let challenge: Headers = ["WWW-Authenticate": "Bearer realm=\"second-look\""]

    static let unknown = Problem(
        .unauthorized, title: "Sign in first",
        detail: """
            Nobody is signed in here, and no key was sent. People sign in at /sign-in; a program \
            sends its key as “Authorization: Bearer KEY”, which “secondlook keys create” makes.
            """,
        headers: challenge)

    static let badKey = Problem(
        .unauthorized,
        detail: """
            This key is not good: mistyped, expired or revoked. Ask whoever runs Second Look for \
            another.
            """,
        headers: ["WWW-Authenticate": "Bearer realm=\"second-look\", error=\"invalid_token\""])

    static func badToken(_ fault: TokenFault) -> Problem {
        Problem(
            .unauthorized, detail: fault.description,
            headers: [
                "WWW-Authenticate": "Bearer realm=\"second-look\", error=\"invalid_token\""
            ])
    }

    static let roleless = Problem(
        .forbidden, title: "Without a role here",
        detail: """
            You are known, but nobody has given you a role in Second Look. Ask whoever runs it for \
            one.
            """)

    static let metricsElsewhere = Problem(
        .unauthorized,
        detail: """
            Metrics are read on this machine itself, or with a key of their own, which “secondlook \
            keys create --role metrics” makes, sent as “Authorization: Bearer KEY”.
            """,
        headers: challenge)

    static let metricsAlone = Problem(
        .forbidden, detail: "This key reads /metrics and nothing else. Send another.")

    static let unreadable = Problem(
        .serviceUnavailable,
        detail: """
            The files that say who may come in cannot be read or written here. Whoever runs Second \
            Look finds keys.json and sessions.json in its directory, and whether its disk is full.
            """,
        headers: ["Retry-After": "30"])

    static let staleForm = Problem(
        .forbidden, title: "Nothing was done",
        detail: """
            This form was not sent from a page that is still yours. Nothing was done. Open the page \
            again, and send the form from there.
            """)

    /// - Parameter wait: seconds.
    static func tooMany(_ what: String, wait: Int) -> Problem {
        Problem(
            .tooManyRequests, title: "Too much at once",
            detail:
                "\(what) Nothing was done. Try again in \(wait == 1 ? "a second" : "\(wait) seconds").",
            headers: ["Retry-After": "\(wait)"])
    }

    static func notAllowed(_ role: Role, to group: RouteGroup) -> Problem {
        let able = Role.allCases.filter(group.roles.contains).map { "a \($0.words)" }
            .map { $0 == "a auditor" || $0 == "a administrator" ? "an" + $0.dropFirst() : $0 }
        return Problem(
            .forbidden, title: "Not for your role",
            detail: """
                You are known here as \(role == .auditor || role == .administrator ? "an" : "a") \
                \(role.words), and this is for \(able.joined(separator: " or ")). Ask whoever runs \
                Second Look if that should be otherwise.
                """)
    }
}
