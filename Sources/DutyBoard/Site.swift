public import Access
public import Casework
public import Digests
import HTTPServer

/// The duty board as a web site: pages, pictures and the live stream.
///
/// The view has to be started by whoever made it. Intake and health are doors of their own
/// (`IntakeDoor`, `HealthDoor`), so that each can be served by a process of its own.
public struct Site: Sendable {
    /// The bytes that a form of the board may have. The intake's door states its own.
    public static let largestForm = 65_536

    let view: BoardView
    let policy: Policy
    let clock: @Sendable () -> Moment
    let digest: KeyedDigest
    let frame: Frame
    let scores: ScoreBook
    let gate: Gate
    let random: @Sendable () -> UInt64
    let boards = Shelf<Int, DeskBoard>()
    let pieces = Shelf<PieceKey, BoardPiece>()

    /// - Parameters:
    ///   - council: whose board it is, as it stands on every page.
    ///   - gate: who signs people in; the same as the router's.
    ///   - random: any number, for the identifiers of what people do.
    public init(
        view: BoardView, policy: Policy, clock: @escaping @Sendable () -> Moment,
        digest: KeyedDigest, council: String, gate: Gate,
        random: @escaping @Sendable () -> UInt64 = { .random(in: .min ... .max) }
    ) {
        self.view = view
        self.policy = policy
        self.clock = clock
        self.digest = digest
        self.gate = gate
        self.random = random
        frame = Frame(council: council, policy: policy, assets: Assets())
        scores = ScoreBook(policy: policy)
    }

    /// Headers that keep a browser from running, framing, keeping or passing on what it should not.
    ///
    /// Everything that is not said to be cacheable has personal data, or may have.
    public static func protect(_ router: inout GuardedRouter) {
        router.transform { _, response in
            response.headers.setDefault(
                "Content-Security-Policy",
                """
                default-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; \
                frame-ancestors 'none'
                """)
            response.headers.setDefault("X-Content-Type-Options", "nosniff")
            // To this site's own pages alone: without it, a browser names no origin for its forms.
            response.headers.setDefault("Referrer-Policy", "same-origin")
            response.headers.setDefault("Cache-Control", "no-store")
        }
    }
}
