public import CatalogueStore
public import HTTPServer

/// Who may come in, and how often: by address for everybody, by key for whoever writes.
public final class Door: Sendable {
    public struct Settings: Sendable {
        /// What one address may ask for; nil for any amount.
        public var address: Allowance? = Allowance(perSecond: 20, burst: 200)
        /// What one key may write; nil for any amount.
        public var key: Allowance? = Allowance(perSecond: 5, burst: 100)
        /// Whether the last address in `X-Forwarded-For` is who asks: behind a proxy that writes it.
        public var trustsForwardedFor = false

        public init() {}
    }

    private let desk: Desk
    private let settings: Settings
    private let addresses: TokenBuckets?
    private let keys: TokenBuckets?

    /// What showing a key that is none costs its address, so that nobody guesses for long.
    private static let wrongKeyCost = 20.0

    /// - Parameter clock: milliseconds.
    public init(
        _ desk: Desk, _ settings: Settings = Settings(), clock: @escaping @Sendable () -> Int64
    ) {
        self.desk = desk
        self.settings = settings
        addresses = settings.address.map { TokenBuckets($0, clock: clock) }
        keys = settings.key.map { TokenBuckets($0, clock: clock) }
    }

    /// Counts every request but those of the machines that watch.
    public func guardRoutes(of router: inout Router) {
        router.check { [self] request in
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
            addresses?.drain(Door.wrongKeyCost, from: address(of: request))
            throw Refusal.keyUnknown
        }
        if let seconds = keys?.take(from: key.name) {
            throw Door.tooMany("This key has written too often.", seconds)
        }
        return key
    }

    private func address(of request: Request) -> String {
        var address = request.client ?? "nowhere"
        if settings.trustsForwardedFor,
            let last = request.headers.values(of: "X-Forwarded-For").last?.split(separator: ",")
                .last
        {
            address = last.filter { $0 != " " }
        }
        // Whoever has one address of IPv6 has a network of them.
        guard address.contains(":"), !address.hasPrefix("::") else { return address }
        return address.split(separator: ":", omittingEmptySubsequences: false).prefix(4)
            .joined(separator: ":")
    }

    private static func tooMany(_ fault: String, _ seconds: Int) -> Problem {
        Problem(
            .tooManyRequests, detail: "\(fault) Wait \(seconds) s and ask again.",
            headers: ["Retry-After": "\(seconds)"])
    }
}
