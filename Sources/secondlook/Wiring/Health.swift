import DutyBoard
import Engine
import HTTPServer
import Synchronization

/// How the parts of a process are doing, as `/readyz` and `/metrics` tell it.
final class Health: Sendable {
    private let engine: EngineHost?
    private let view: BoardView?
    private let instruments = Instruments()
    private let held = Mutex(Held())

    /// The metrics route asks the server for its counts, and the server is made with its routes.
    private struct Held {
        weak var server: Server?
    }

    init(engine: EngineHost?, view: BoardView?) {
        self.engine = engine
        self.view = view
    }

    var server: Server? {
        get { held.withLock { $0.server } }
        set { held.withLock { $0.server = newValue } }
    }

    /// Why the process is not ready, in plain sentences; empty when it is.
    var reasonsNotReady: [String] {
        (view?.reasonsNotReady ?? []) + (engine?.reasonsNotReady ?? [])
    }

    /// The text that Prometheus reads.
    var metrics: String {
        instruments.text(
            engine: engine?.status ?? EngineStatus(), isReady: reasonsNotReady.isEmpty,
            server: server?.counters)
    }
}
