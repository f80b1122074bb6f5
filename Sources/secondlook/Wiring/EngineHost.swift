import Casework
import Dispatch
import DutyBoard
import Engine
import EventLog
import Foundation
import Synchronization
import Telemetry
import Timekeeping

/// Keeps an engine at work on a thread of its own, and starts another when one fails: what the last
/// one left, the next one makes whole.
final class EngineHost: Sendable {
    /// The consumer group of the engines, where no other is asked for.
    static let group = "engine"

    private let log: any EventLog
    private let policy: Policy
    private let group: String
    private let timekeeper: Timekeeper
    private let write: Log
    private let state = Mutex(State())
    private let ended = NSCondition()
    private let stopping = DispatchSemaphore(value: 0)

    private struct State {
        var status = EngineStatus()
        var failure: String?
        var isStopping = false
        var isOver = false
        var interrupt: (@Sendable () -> Void)?
    }

    init(
        log: any EventLog, policy: Policy, group: String = EngineHost.group,
        timekeeper: Timekeeper, write: Log
    ) {
        self.log = log
        self.policy = policy
        self.group = group
        self.timekeeper = timekeeper
        self.write = write
    }

    /// How far the engine has come.
    var status: EngineStatus { state.withLock { $0.status } }

    /// Why alerts cannot be relied on yet, in plain sentences; empty when they can.
    var reasonsNotReady: [String] {
        state.withLock { state in
            if let failure = state.failure {
                return ["The engine failed and is started again. \(failure)"]
            }
            if state.status.partitions.isEmpty {
                return ["The engine has no part of the log yet; another one may be at work on it."]
            }
            if !state.status.isCaughtUp {
                return ["The engine is reading the log: \(state.status.behind) records to go."]
            }
            return []
        }
    }

    /// The partitions that it is still reading to where they ended when it got them.
    var rebuilding: Rebuilding? {
        let status = status
        return Rebuilding(
            partitions: Set(status.partitions.map(\.number)).count,
            parts: status.rebuilding.map { behind in
                Rebuilding.Part(
                    topic: behind.partition.topic, partition: behind.partition.number,
                    records: Int(behind.records), seconds: behind.seconds.map { Int($0) })
            })
    }

    func start() {
        let thread = Thread { self.keepRunning() }
        thread.name = "engine"
        thread.start()
    }

    /// Lets the engine finish its turn, and returns when it has.
    func stop() {
        let interrupt = state.withLock { state in
            state.isStopping = true
            return state.interrupt
        }
        interrupt?()
        stopping.signal()
        ended.lock()
        defer { ended.unlock() }
        while !state.withLock({ $0.isOver }) { ended.wait() }
    }

    private func keepRunning() {
        while !state.withLock({ $0.isStopping }) {
            do {
                try runEngine()
            } catch {
                write(.error, "the engine failed", ["reason": LogValue("\(error)")])
                state.withLock {
                    $0.failure = "\(error)"
                    $0.status = EngineStatus()
                }
                pause()
            }
        }
        ended.lock()
        state.withLock { $0.isOver = true }
        ended.broadcast()
        ended.unlock()
    }

    private func runEngine() throws {
        let engine = try AlertEngine(
            log: log, policy: policy, group: group, timekeeper: timekeeper,
            observe: { status in
                let hasCaughtUp = self.state.withLock { state in
                    defer {
                        state.status = status
                        state.failure = nil
                    }
                    return status.isCaughtUp && !state.status.isCaughtUp
                }
                // A backlog leaves much memory behind that nothing uses any more.
                if hasCaughtUp { Usage.giveBack() }
            })
        let stop = engine.stop
        let isStopping = state.withLock { state in
            state.interrupt = stop
            return state.isStopping
        }
        if isStopping { stop() }
        try engine.run()
        // The log was closed under it, or it was asked to stop; either way there is no more to do.
        state.withLock { $0.isStopping = true }
    }

    /// A second before the next try, or until `stop`.
    private func pause() {
        // Not by the clock on the wall, which may be set meanwhile.
        _ = stopping.wait(timeout: .now() + .seconds(1))
    }
}
