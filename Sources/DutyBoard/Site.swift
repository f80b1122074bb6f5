public import Casework
public import Digests
public import EventLog
public import HTTPServer

/// The duty board as a web site: intake, pages, stream and health, in one router.
///
/// The view has to be started by whoever made it; the server that the router is given to has to let
/// bodies of 16 MiB through (`Site.largestBody`).
public struct Site: Sendable {
    /// The bytes that a request may have.
    public static let largestBody = EventReading.largestBody

    let view: BoardView
    let policy: Policy
    let clock: @Sendable () -> Moment
    let digest: KeyedDigest
    let frame: Frame
    let scores: ScoreBook
    let shelf = FragmentShelf()
    let intake: Intake
    let ready: @Sendable () -> [String]
    let metrics: @Sendable () -> String

    /// - Parameters:
    ///   - council: whose board it is, as it stands on every page.
    ///   - ready: why the rest of the program is not ready, in plain sentences; empty when it is.
    ///   - metrics: what `/metrics` answers, in Prometheus's text format.
    public init(
        view: BoardView, log: any EventLog, policy: Policy, clock: @escaping @Sendable () -> Moment,
        digest: KeyedDigest, council: String, ready: @escaping @Sendable () -> [String] = { [] },
        metrics: @escaping @Sendable () -> String = { "" }
    ) {
        self.view = view
        self.policy = policy
        self.clock = clock
        self.digest = digest
        frame = Frame(council: council, policy: policy, assets: Assets())
        scores = ScoreBook(policy: policy)
        intake = Intake(log: log)
        self.ready = ready
        self.metrics = metrics
    }

    /// All routes.
    public var router: Router {
        var router = Router()
        addIntake(to: &router)
        addBoard(to: &router)
        addHealth(to: &router)
        addProblemPages(to: &router)
        Site.protect(&router)
        return router
    }

    /// The door for events.
    public func addIntake(to router: inout Router) {
        router.post("/events") { [intake] request, _ in try await intake.receive(request) }
    }

    /// Headers that keep a browser from running, framing, keeping or passing on what it should not.
    ///
    /// Everything that is not said to be cacheable has personal data, or may have.
    public static func protect(_ router: inout Router) {
        router.transform { _, response in
            response.headers.setDefault(
                "Content-Security-Policy",
                """
                default-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; \
                frame-ancestors 'none'
                """)
            response.headers.setDefault("X-Content-Type-Options", "nosniff")
            response.headers.setDefault("Referrer-Policy", "no-referrer")
            response.headers.setDefault("Cache-Control", "no-store")
        }
    }
}
