public import CatalogueStore
private import Digests
public import HTTPServer

/// Who may come in, and how often: by address for everybody, by key for whoever writes.
public final class Door: Sendable {
    public struct Settings: Sendable {
        /// What one address may ask for; nil for any amount.
        public var address: Allowance? = Allowance(perSecond: 20, burst: 200)
        /// What one key may write; nil for any amount.
        public var key: Allowance? = Allowance(perSecond: 5, burst: 100)

        public init() {}
    }

    private let desk: Desk
    private let settings: Settings
    private let addresses: TokenBuckets?
    private let guesses: TokenBuckets
    private let keys: TokenBuckets?

    /// How many keys that are none an address may show. A good key is taken all the same, and reading
    /// goes on: behind one proxy there are many, and one who guesses must not keep out the others.
    private static let wrongKeys = Allowance(perSecond: 1, burst: 10)

    /// - Parameter clock: milliseconds.
    public init(
        _ desk: Desk, _ settings: Settings = Settings(), clock: @escaping @Sendable () -> Int64
    ) {
        self.desk = desk
        self.settings = settings
        addresses = settings.address.map { TokenBuckets($0, clock: clock) }
        guesses = TokenBuckets(Door.wrongKeys, clock: clock)
        keys = settings.key.map { TokenBuckets($0, clock: clock) }
    }

    /// Counts every request but those of the machines that watch.
    public func guardRoutes(of router: inout Router) {
        router.check { [self] request in
            try Door.requireUTF8(request)
            guard !["/healthz", "/readyz", "/metrics"].contains(request.path) else { return }
            if let seconds = addresses?.take(from: address(of: request)) {
                throw Door.tooMany("This address has asked too often.", seconds)
            }
        }
    }

    /// The key that a request shows.
    ///
    /// - Throws: `Refusal` where it is missing or not good, a `Problem` of status 429 where it has
    ///   written too often.
    public func key(of request: Request) throws -> APIKey {
        try key(shown: request.shownKey, in: request)
    }

    /// The same for a key that came another way, such as in a form.
    public func key(shown text: String?, in request: Request) throws -> APIKey {
        let key: APIKey
        do {
            key = try desk.key(shown: text)
        } catch Refusal.keyUnknown {
            if let seconds = guesses.take(from: address(of: request)) {
                throw Door.tooMany("This address has shown too many keys that are none.", seconds)
            }
            throw Refusal.keyUnknown
        }
        if let seconds = keys?.take(from: key.name) {
            throw Door.tooMany("This key has written too often.", seconds)
        }
        return key
    }

    private func address(of request: Request) -> String {
        let address = request.client ?? "nowhere"
        // Whoever has one address of IPv6 has a network of them.
        guard address.contains(":"), !address.hasPrefix("::") else { return address }
        return address.split(separator: ":", omittingEmptySubsequences: false).prefix(4)
            .joined(separator: ":")
    }

    /// What is not UTF-8 is refused in queries and forms as it is in JSON, instead of being taken with
    /// other characters in its place.
    private static func requireUTF8(_ request: Request) throws(Problem) {
        let type = request.headers["Content-Type"]?.prefix { $0 != ";" && $0 != " " } ?? ""
        let isForm = type.lowercased() == "application/x-www-form-urlencoded"
        guard !request.query.isDamaged, !isForm || !Query(request.body).isDamaged else {
            throw Problem(
                .badRequest, detail: "A value is not text in UTF-8.",
                errors: [
                    .init(
                        field: isForm ? "(the form)" : "(the query)",
                        problem: "has bytes that are not UTF-8", remedy: "send it as UTF-8")
                ])
        }
    }

    private static func tooMany(_ fault: String, _ seconds: Int) -> Problem {
        Problem(
            .tooManyRequests, detail: "\(fault) Wait \(seconds) s and ask again.",
            headers: ["Retry-After": "\(seconds)"])
    }
}
