import CEpoll
import Dispatch
import Glibc
import Synchronization

/// Threads that run handlers, so that none of the network's ever waits or computes.
///
/// A task that prefers them runs here between its waits, whatever it waits for.
final class Workers: TaskExecutor {
    private let crew = Crew()
    /// Requests that wait for their turn.
    private let waiting = Atomic(0)

    init(_ name: String, threads: Int) {
        for _ in 0..<threads {
            let crew = crew
            _ = startThread(name) { crew.work() }
        }
    }

    deinit { crew.end() }

    /// Lets a request wait for its turn. False where so many do already.
    func letWait(atMost limit: Int) -> Bool {
        let count = waiting.wrappingAdd(1, ordering: .relaxed).newValue
        if count > limit { beginsTurn() }
        return count <= limit
    }

    /// A request waits no longer.
    func beginsTurn() { waiting.wrappingSubtract(1, ordering: .relaxed) }

    func enqueue(_ job: consuming ExecutorJob) {
        crew.put(UnownedJob(job), asUnownedTaskExecutor())
    }
}

/// What the threads share; they outlive their executor only until each has looked up.
private final class Crew: Sendable {
    private struct State {
        var jobs: [(job: UnownedJob, executor: UnownedTaskExecutor)?] = []
        var first = 0
        var isEnding = false
    }

    private let state = Mutex(State())
    private let arrivals = DispatchSemaphore(value: 0)

    func put(_ job: UnownedJob, _ executor: UnownedTaskExecutor) {
        state.withLock { $0.jobs.append((job, executor)) }
        arrivals.signal()
    }

    func end() {
        state.withLock { $0.isEnding = true }
        arrivals.signal()
    }

    func work() {
        while true {
            arrivals.wait()
            let (next, isEnding) = state.withLock { state in
                guard state.first < state.jobs.count else {
                    return (
                        Optional<(job: UnownedJob, executor: UnownedTaskExecutor)>.none,
                        state.isEnding
                    )
                }
                let next = state.jobs[state.first]
                state.jobs[state.first] = nil
                state.first += 1
                if state.first == state.jobs.count || state.first >= 1_024 {
                    state.jobs.removeFirst(state.first)
                    state.first = 0
                }
                return (next, false)
            }
            if let next { next.job.runSynchronously(on: next.executor) }
            if isEnding {
                arrivals.signal()
                return
            }
        }
    }
}

/// Runs `body` on a thread of its own, whose name debuggers show.
func startThread(_ name: String, _ body: @escaping @Sendable () -> Void) -> pthread_t? {
    final class Box: Sendable {
        let name: String
        let body: @Sendable () -> Void
        init(_ name: String, _ body: @escaping @Sendable () -> Void) {
            (self.name, self.body) = (name, body)
        }
    }
    let box = Unmanaged.passRetained(Box(name, body))
    var thread = pthread_t()
    let code = pthread_create(
        &thread, nil,
        { raw in
            let box = Unmanaged<Box>.fromOpaque(raw!).takeRetainedValue()
            _ = pthread_setname_np(pthread_self(), String(box.name.prefix(15)))
            box.body()
            return nil
        }, box.toOpaque())
    guard code == 0 else {
        box.release()
        return nil
    }
    pthread_detach(thread)
    return thread
}
