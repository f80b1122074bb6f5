private import Digests
private import Synchronization

/// People on their way to the provider and back, each tab on a way of its own.
final class Journeys: Sendable {
    struct Journey: Sendable {
        let verifier: String
        let nonce: String
        let next: String?
        fileprivate let digest: [UInt8]
        fileprivate let until: Int64
    }

    private let underway = Mutex<[String: Journey]>([:])
    /// Milliseconds that somebody may take: ten minutes.
    static let longest: Int64 = 600_000
    private static let most = 10_000

    /// Somebody sets out.
    ///
    /// - Returns: what the provider is told, and what the browser keeps.
    func begin(next: String?, at now: Int64) -> (state: String, secret: String, journey: Journey) {
        let token = Token.random()
        let journey = Journey(
            verifier: Token.random().text.replacing(".", with: "-"), nonce: Token.random().text,
            next: next, digest: Token.digest(of: token.text), until: now + Self.longest)
        underway.withLock { underway in
            if underway.count >= Self.most {
                underway = underway.filter { now < $0.value.until }
                if underway.count >= Self.most { underway.removeAll() }
            }
            underway[token.name] = journey
        }
        return (token.name, token.text, journey)
    }

    /// Somebody comes back, and their journey is over.
    ///
    /// - Parameter secret: what their browser kept.
    /// - Returns: nil for who did not set out here, or too long ago.
    func end(state: String, secret: String?, at now: Int64) -> Journey? {
        underway.withLock { underway in
            guard let secret, let journey = underway[state],
                Token.matches(secret, digest: journey.digest)
            else { return nil }
            underway[state] = nil
            return now < journey.until ? journey : nil
        }
    }
}
