import HTTPServer
import Reviews
import SignIn

/// How much one person, one key and one address may ask.
struct Limits: Sendable {
    /// Wrong secrets for one key or code from one address: ten, then one in a minute. Whoever guesses
    /// gets no further, and nobody else behind that address is kept out.
    private let guesses = RateLimit(burst: 10, each: 60_000)
    /// Requests from one address of which nobody knows who asks: 300 at once, then ten a second.
    private let strangers = RateLimit(burst: 300, each: 100)
    /// Requests of one person who is signed in: 1,000 at once, then 50 a second.
    private let visitors = RateLimit(burst: 1_000, each: 20)
    /// Children that one person or program may look at: 120 at once, then one every two seconds. A
    /// morning's work stays far below; copying the whole council does not.
    private let children = RateLimit(burst: 120, each: 2_000)

    /// Refuses a secret that was guessed at too often.
    func checkGuess(
        _ text: String, from client: String?, at now: Int64
    ) throws(Problem) {
        if let wait = guesses.wait(Self.name(text, client), at: now) {
            throw GateProblem.tooMany("Too many wrong keys or codes were shown here.", wait: wait)
        }
    }

    func countGuess(_ text: String, from client: String?, at now: Int64) {
        _ = guesses.take(Self.name(text, client), at: now)
    }

    /// The key's or code's own name, or nothing where it has not even that.
    private static func name(_ text: String, _ client: String?) -> String {
        "\(client ?? "") \(text.prefix { $0 != "." }.prefix(12))"
    }

    func countStranger(from client: String?, at now: Int64) throws(Problem) {
        if let wait = strangers.take(client ?? "", at: now) {
            throw GateProblem.tooMany(
                "Too much is asked from this address without signing in.", wait: wait)
        }
    }

    /// What a group shows of children: a measure of its own for each; nil for none. An act that
    /// cannot be done is answered with the child's page.
    private func shown(_ group: RouteGroup) -> String? {
        switch group {
        case .child: ""
        case .acting, .overseeing: " acting"
        default: nil
        }
    }

    /// Programs ask as fast as they are answered, but for children.
    func count(_ visitor: Visitor, for group: RouteGroup, at now: Int64) throws(Problem) {
        let name = "\(visitor.reviewer.tenant) \(visitor.reviewer.object)"
        let wait =
            (visitor.formToken == nil ? nil : visitors.take(name, at: now))
            ?? shown(group).flatMap { children.take("\(name)\($0)", at: now) }
        if let wait {
            throw GateProblem.tooMany("You ask for more than anybody can read.", wait: wait)
        }
    }
}
