import Casework
import Digests
import DutyBoard
import Engine
import EventLog
import HTTPServer
import PolicyFiles
import Synchronization
import Telemetry

/// The whole program on one machine, wired once for `serve`, the measurements and the tests: the
/// log, the engine, the board's view, and the server in front.
final class Service: Sendable {
    struct Settings: Sendable {
        var data: DataDirectory
        var host = "127.0.0.1"
        var port: UInt16 = 0
        var council = "Your council"
        var policy: Policy
        var clock: @Sendable () -> Moment = WallClock.now
        var write = Log()
    }

    /// The log that everything stands on.
    let log: any EventLog
    /// Where the server listens.
    let port: UInt16
    /// What was asked of the server but had to be made smaller, in plain sentences.
    let adjustments: [String]

    private let engine: EngineHost
    private let view: BoardView
    private let server: Server

    /// Opens the log and starts everything, the server last. Pages and intake answer at once;
    /// `/readyz` says when the board is complete.
    ///
    /// - Throws: `LogError`, `DigestKeyError` or `ServerError`, each of which says what to do.
    init(_ settings: Settings) throws {
        let log = try settings.data.openLog()
        let digest = try settings.data.keyedDigest()
        let engine = EngineHost(
            log: log, policy: settings.policy, clock: settings.clock, write: settings.write)
        let view = try BoardView(log: log, digest: digest, clock: settings.clock)
        let instruments = Instruments()
        let started = StartedServer()
        let site = Site(
            view: view, log: log, policy: settings.policy, clock: settings.clock, digest: digest,
            council: settings.council,
            ready: { engine.reasonsNotReady },
            metrics: {
                instruments.text(
                    engine: engine.status,
                    isReady: engine.reasonsNotReady.isEmpty && view.isCaughtUp,
                    server: started.counters)
            })
        var router = site.router
        router.onError = { error, _ in
            settings.write(.error, "a request failed", ["reason": LogValue("\(type(of: error))")])
        }
        var configuration = Server.Configuration()
        configuration.host = settings.host
        configuration.port = settings.port
        configuration.bodyBytes = Site.largestBody
        let server = try Server(router: router, configuration: configuration)
        started.server = server
        self.log = log
        self.engine = engine
        self.view = view
        self.server = server
        port = server.port
        adjustments = server.adjustments
        engine.start()
        view.start()
    }

    /// Why the service is not ready, in plain sentences; empty when it is.
    var reasonsNotReady: [String] { view.reasonsNotReady + engine.reasonsNotReady }

    /// How far the engine has come.
    var engineStatus: EngineStatus { engine.status }

    /// Lets requests finish, then the engine its turn, and closes the log.
    func shutdown() async {
        await server.shutdown(within: .seconds(5))
        engine.stop()
        view.stop()
        log.close()
    }
}

/// The metrics route asks the server for its counts, and the server is made with its routes.
private final class StartedServer: Sendable {
    private let held = Mutex<Held>(Held())

    private struct Held {
        weak var server: Server?
    }

    var server: Server? {
        get { held.withLock { $0.server } }
        set { held.withLock { $0.server = newValue } }
    }

    var counters: ServerCounters? { server?.counters }
}
