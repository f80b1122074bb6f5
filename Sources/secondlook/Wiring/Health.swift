import Casework
import DutyBoard
import Engine
import EventLog
import HTTPServer
import Synchronization
import Telemetry
import Timekeeping

/// How the parts of a process are doing, as `/readyz` and `/metrics` tell it.
final class Health: Sendable {
    private let engine: EngineHost?
    private let view: BoardView?
    private let watch: LogWatch
    private let timekeeper: Timekeeper
    private let instruments: Instruments
    private let lag: LagInstruments?
    private let held = Mutex(Held())

    /// The metrics route asks the server for its counts, and the server is made with its routes.
    private struct Held {
        weak var server: Server?
    }

    init(
        engine: EngineHost?, view: BoardView?, watch: LogWatch, log: any EventLog, group: String,
        timekeeper: Timekeeper
    ) {
        self.timekeeper = timekeeper
        let metrics = Metrics()
        instruments = Instruments(in: metrics)
        lag = engine.map { _ in
            LagInstruments(
                log: log, group: group, clock: { timekeeper.now }, in: metrics)
        }
        self.engine = engine
        self.view = view
        self.watch = watch
    }

    var server: Server? {
        get { held.withLock { $0.server } }
        set { held.withLock { $0.server = newValue } }
    }

    /// Why the process is not ready, in plain sentences; empty when it is.
    var reasonsNotReady: [String] {
        (timekeeper.doubt.map { [$0.advice] } ?? []) + watch.reasonsNotReady
            + (view?.reasonsNotReady ?? []) + (engine?.reasonsNotReady ?? [])
    }

    /// The text that Prometheus reads.
    var metrics: String {
        let status = engine?.status ?? EngineStatus()
        lag?.refresh(status)
        return instruments.text(
            engine: status, log: watch.sighting, surroundings: watch.surroundings,
            isReady: reasonsNotReady.isEmpty, clock: timekeeper.doubt,
            server: server?.counters)
    }
}
