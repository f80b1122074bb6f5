import CEpoll
import Dispatch
import Synchronization

/// The server's own clockwork: heartbeats, memory that is given back, and patience that ends.
final class Timers: Sendable {
    private let queue = DispatchQueue(label: "http-server-timers")
    private let sources: Mutex<[any DispatchSourceTimer]>

    init(engine: Engine) {
        let heartbeat = engine.configuration.heartbeat
        sources = Mutex([
            Timers.every(heartbeat, on: queue) { [weak engine] in engine?.beat() },
            Timers.every(.seconds(1), on: queue) { [weak engine] in engine?.giveMemoryBack() },
        ])
    }

    func cancel() {
        sources.withLock { sources in
            for source in sources { source.cancel() }
        }
    }

    /// Returns when nothing is in flight, or when `limit` is over.
    func wait(for engine: Engine, atMost limit: Duration) async {
        await withCheckedContinuation { continuation in
            let isIdle = engine.gate.withLock { gate in
                guard gate.inFlight > 0 else { return true }
                gate.waiter = continuation
                return false
            }
            guard !isIdle else { return continuation.resume() }
            queue.asyncAfter(deadline: .now() + .nanoseconds(limit.wholeNanoseconds)) {
                engine.gate.withLock { $0.takeWaiter() }?.resume()
            }
        }
    }

    private static func every(
        _ interval: Duration, on queue: DispatchQueue, _ action: @escaping @Sendable () -> Void
    ) -> any DispatchSourceTimer {
        let source = DispatchSource.makeTimerSource(queue: queue)
        let interval = DispatchTimeInterval.nanoseconds(max(1_000_000, interval.wholeNanoseconds))
        source.schedule(deadline: .now() + interval, repeating: interval)
        source.setEventHandler(handler: action)
        source.activate()
        return source
    }
}

extension Engine {
    /// Memory of large bodies that are done with goes back to the system.
    func giveMemoryBack() {
        guard bodies.takeLoose() else { return }
        malloc_trim(0)
    }
}

extension Duration {
    /// At least 0 and at most about a century.
    var wholeNanoseconds: Int { Int(max(0, min(3e18, self / .nanoseconds(1)))) }
}
