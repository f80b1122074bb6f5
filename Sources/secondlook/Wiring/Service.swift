import Access
import Casework
import Contract
import Digests
import DutyBoard
import Engine
import EventLog
import Events
import HTTPServer
import PolicyFiles
import Synchronization
import Telemetry
import Timekeeping

/// A process of the service, wired once for `serve`, the measurements and the tests: the log, and of
/// intake, engine and board those that are its roles, behind one server.
final class Service: Sendable {
    struct Settings: Sendable {
        /// Where the log is, if it is embedded, and the key of the digests.
        var data: DataDirectory
        /// Opens the log; nil for the one in the data directory.
        var openLog: (@Sendable () throws -> any EventLog)?
        var roles = Set(ServiceRole.allCases)
        /// The consumer group of the engines.
        var group = EngineHost.group
        /// Whether a digest key that was lost is made anew.
        var newDigestKey = false
        /// Where to listen, to which names, with which certificate.
        var http = Server.Configuration()
        /// Whether this machine alone reaches the address, whatever it is: a container's.
        var isPublishedLocally = false
        /// The file that says with whom people sign in; nil for one-time addresses.
        var provider: String?
        var council = "Your council"
        var policy: Policy
        var clocks = MachineClocks.machine
        var write = Log()
    }

    /// The log that everything stands on.
    let log: any EventLog
    /// Where the server listens.
    let port: UInt16
    /// What was asked of the server but had to be made smaller, in plain sentences.
    let adjustments: [String]

    /// Who may do what.
    let gate: Gate
    /// The routes, with what each is there for.
    let routes: GuardedRouter
    private let clock: ClockWatch
    private let moment: @Sendable () -> Moment
    private let engine: EngineHost?
    private let view: BoardView?
    private let watch: LogWatch
    let server: Server

    /// Opens the log and starts what the roles name, the server last. Pages and intake answer at
    /// once; `/readyz` says when everything here is complete.
    ///
    /// - Throws: `LogError`, `DigestKeyError` or `ServerError`, each of which says what to do.
    init(_ settings: Settings) throws {
        let timekeeper = Timekeeper(
            clocks: settings.clocks, note: ClockNote(at: settings.data.clockNote))
        let now: @Sendable () -> Moment = { Moment(milliseconds: timekeeper.now) }
        let log =
            try settings.openLog?() ?? settings.data.openLog(clock: { timekeeper.now })
        // Names what is not there before anybody is told that it listens.
        _ = try log.extent(of: Contract.records)
        let isIntakeAlone = settings.roles == [.intake]
        let watch = LogWatch(
            log: log, group: isIntakeAlone ? nil : settings.group, clock: now,
            write: settings.write)
        var engine: EngineHost?
        if settings.roles.contains(.engine) {
            engine = EngineHost(
                log: log, policy: settings.policy, group: settings.group,
                timekeeper: timekeeper, write: settings.write)
        }
        settings.data.make()
        let gate = Gate(
            directory: settings.data.path, isSecure: settings.http.tls != nil,
            isPublishedLocally: settings.isPublishedLocally,
            provider: try settings.provider.map {
                try IdentityProvider(
                    file: $0, types: Set(EventType.allCases.map(\.rawValue)),
                    now: { timekeeper.now })
            }, now: { timekeeper.now })
        var router = GuardedRouter(gate)
        var view: BoardView?
        if settings.roles.contains(.intake) {
            IntakeDoor(log: log, clock: now).add(to: &router)
        }
        if settings.roles.contains(.board) {
            let digest = try settings.data.keyedDigest(anew: settings.newDigestKey)
            let board = try BoardView(
                log: log, digest: digest, clock: now,
                rebuilding: { [engine] in engine?.rebuilding },
                surroundings: {
                    var surroundings = watch.surroundings
                    surroundings.clock = timekeeper.doubt
                    return surroundings
                })
            view = board
            let site = Site(
                view: board, policy: settings.policy, clock: now, digest: digest,
                council: settings.council, gate: gate)
            site.addBoard(to: &router)
            site.addProblemPages(to: &router)
        }
        let health = Health(
            engine: engine, view: view, watch: watch, log: log, group: settings.group,
            timekeeper: timekeeper)
        HealthDoor(
            reasons: { health.reasonsNotReady }, rebuilding: { [engine] in engine?.rebuilding },
            metrics: { health.metrics }
        ).add(to: &router)
        Site.protect(&router)
        router.onError = { error, _ in
            settings.write(.error, "a request failed", ["reason": LogValue("\(type(of: error))")])
        }
        var http = settings.http
        http.bodyBytes = Site.largestForm
        let server = try Server(router: router.guarded, configuration: http)
        health.server = server
        self.gate = gate
        moment = now
        self.routes = router
        self.log = log
        self.engine = engine
        self.view = view
        self.watch = watch
        self.server = server
        port = server.port
        adjustments = server.adjustments
        watch.start()
        clock = ClockWatch(timekeeper, noteAt: settings.data.clockNote) { doubt in
            if let doubt {
                settings.write(
                    .error, "the clock is not believed",
                    ["reason": LogValue(doubt.advice)])
            } else {
                settings.write(.info, "the clock is believed")
            }
        }
        clock.confirmOnSignal()
        clock.start()
        engine?.start()
        view?.start()
    }

    /// Why the service is not ready, in plain sentences; empty when it is.
    var reasonsNotReady: [String] {
        watch.reasonsNotReady + (view?.reasonsNotReady ?? []) + (engine?.reasonsNotReady ?? [])
    }

    /// What time it is here.
    var now: Moment { moment() }

    /// How far the engine has come; where there is none, no way at all.
    var engineStatus: EngineStatus { engine?.status ?? EngineStatus() }

    /// Lets requests finish, then the engine its turn, and closes the log.
    func shutdown() async {
        await server.shutdown(within: .seconds(5))
        engine?.stop()
        view?.stop()
        watch.stop()
        clock.stop()
        log.close()
    }
}
