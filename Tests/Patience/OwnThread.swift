import Dispatch
import Synchronization
public import Testing

/// Tests that wait for other processes or threads, each on a thread of its own.
///
/// Swift runs tests on as many threads as there are processors. A test that waits there for a
/// broker or a process keeps a processor from all the others; on its own thread it does not.
public struct WaitingTrait: SuiteTrait, TestTrait, TestScoping {
    public let isRecursive = true

    public func provideScope(
        for test: Test, testCase: Test.Case?,
        performing function: @concurrent @Sendable () async throws -> Void
    ) async throws {
        await Gate.shared.enter()
        do {
            try await withTaskExecutorPreference(OwnThread(), operation: function)
        } catch {
            Gate.shared.leave()
            throw error
        }
        Gate.shared.leave()
    }
}

extension Trait where Self == WaitingTrait {
    /// Each of these tests waits on a thread of its own, beside the tests that work.
    public static var waits: Self { Self() }
}

/// A thread that runs what it is given, one after the other.
private final class OwnThread: TaskExecutor {
    // A serial queue has a thread of its own as soon as there is something to do.
    private let queue = DispatchQueue(label: "test")

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        let executor = asUnownedTaskExecutor()
        queue.async { job.runSynchronously(on: executor) }
    }
}

/// Lets a few in at a time: each of those tests may start processes, and those want a processor.
private final class Gate: Sendable {
    static let shared = Gate(places: 8)

    private struct State {
        var places: Int
        var waiting: [CheckedContinuation<Void, Never>] = []
    }
    private let state: Mutex<State>

    init(places: Int) { state = Mutex(State(places: places)) }

    func enter() async {
        await withCheckedContinuation { continuation in
            let isIn = state.withLock { state in
                if state.places > 0 {
                    state.places -= 1
                    return true
                }
                state.waiting.append(continuation)
                return false
            }
            if isIn { continuation.resume() }
        }
    }

    func leave() {
        let next = state.withLock { state -> CheckedContinuation<Void, Never>? in
            guard !state.waiting.isEmpty else {
                state.places += 1
                return nil
            }
            return state.waiting.removeFirst()
        }
        next?.resume()
    }
}
