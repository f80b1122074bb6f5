import Casework
import Contract
import Dispatch
import DutyBoard
import Engine
import EventLog
import Foundation
import Synchronization
import Telemetry

/// Asks the log every second, on a thread of its own, whether what the service claims still holds:
/// that everything accepted can be read, that nothing is missing, that engines are at work and deal
/// with what comes. Whoever asks the watch is answered at once, whatever the log does.
final class LogWatch: Sendable {
    fileprivate typealias Obstacle = Surroundings.Obstacle

    fileprivate struct State {
        var surroundings = Surroundings()
        var found: [Obstacle.Kind: Obstacle] = [:]
        /// When each was first seen, by a clock that nobody sets.
        var seen: [Obstacle.Kind: ContinuousClock.Instant] = [:]
        var answeredAt: Moment?
        var answered = ContinuousClock.now
        /// What an engine still had to deal with when it was looked at last.
        var pending: Pending?
        /// From which offsets on records have been held back, and since when.
        var held: [Partition: (from: Int64, since: ContinuousClock.Instant)] = [:]
        var sighting = LogSighting()
        var isEnding = false
    }

    fileprivate struct Pending {
        let at: Moment
        let instant: ContinuousClock.Instant
        let ends: [Partition: Int64]
    }

    private let log: any EventLog
    /// The group of the engines; nil where their work is nobody's business here.
    private let group: String?
    private let clock: @Sendable () -> Moment
    private let write: Log
    private let state = Mutex(State())
    private let ending = DispatchSemaphore(value: 0)

    /// Between two looks.
    private static let interval = 1.0
    /// A log that has not answered for so long does not answer.
    fileprivate static let silence = Duration.seconds(5)
    /// What passes within this time, such as another writer's short transaction, is no obstacle; the
    /// time up to which everything is complete stands still all the same.
    fileprivate static let grace = Duration.seconds(3)

    init(
        log: any EventLog, group: String?, clock: @escaping @Sendable () -> Moment,
        write: Log = Log()
    ) {
        self.write = write
        self.log = log
        self.group = group
        self.clock = clock
    }

    func start() {
        let thread = Thread { self.run() }
        thread.name = "log-watch"
        thread.start()
    }

    /// Lets it end; it does so as soon as the log answers or is closed.
    func stop() {
        state.withLock { $0.isEnding = true }
        ending.signal()
    }

    /// What is known now.
    var surroundings: Surroundings {
        let (faults, trouble) = (log.faults, log.writeTrouble)
        return state.withLock { state in
            var now = state.surroundings
            let instant = ContinuousClock.now
            if instant - state.answered > Self.silence {
                now.obstacles = [
                    Obstacle(
                        .silent,
                        "The log does not answer. Look whether its brokers run and can be reached.",
                        since: state.answeredAt)
                ]
            } else {
                now.obstacles = Obstacle.Kind.allCases.compactMap { kind in
                    // What the log says of itself counts from that moment, not from the next look.
                    if kind == .unwritable {
                        guard faults.isEmpty, let trouble else { return nil }
                        return state.found[kind]
                            ?? Obstacle(kind, "Nothing can be written. \(trouble)", since: nil)
                    }
                    if kind == .missing, state.found[kind] == nil, !faults.isEmpty {
                        return Obstacle(
                            kind, faults.map(\.description).joined(separator: " "), since: nil)
                    }
                    guard let seen = state.seen[kind],
                        kind.isAtOnce || instant - seen >= Self.grace
                    else { return nil }
                    return state.found[kind]
                }
            }
            return now
        }
    }

    /// What was seen last, in figures.
    var sighting: LogSighting { state.withLock { $0.sighting } }

    /// Why the service is not ready, in plain sentences.
    var reasonsNotReady: [String] {
        let surroundings = surroundings
        guard surroundings.isWatched else { return ["The log has not been asked yet."] }
        return surroundings.obstacles.map(\.sentence)
    }

    private func run() {
        var said: Set<Obstacle.Kind> = []
        while !state.withLock({ $0.isEnding }) {
            look()
            say(&said)
            // Not by the clock on the wall, which may be set meanwhile.
            _ = ending.wait(timeout: .now() + Self.interval)
        }
    }
}

extension LogWatch {
    /// Writes a line when something begins to keep the service from being complete, and when it no
    /// longer does.
    private func say(_ said: inout Set<Obstacle.Kind>) {
        let obstacles = surroundings.obstacles
        for obstacle in obstacles where !said.contains(obstacle.kind) {
            write(
                .error, "not complete",
                ["kind": LogValue(obstacle.kind.rawValue), "reason": LogValue(obstacle.sentence)])
        }
        for kind in said.subtracting(obstacles.map(\.kind)) {
            write(.info, "no longer in the way", ["kind": LogValue(kind.rawValue)])
        }
        said = Set(obstacles.map(\.kind))
    }

    private func look() {
        let at = clock()
        do {
            let sighting = try LogSighting(of: log, group: group)
            state.withLock { $0.take(sighting, at: at) }
        } catch LogError.closed {
            state.withLock { $0.isEnding = true }
        } catch {
            // A log that says why it cannot be asked is not silent.
            guard log.isAnswering else { return }
            state.withLock { state in
                state.answered = .now
                state.surroundings.isWatched = true
                state.note([.unreadable: "\(error)"], at: at)
            }
        }
    }
}

extension LogWatch.State {
    mutating func take(_ sighting: LogSighting, at moment: Moment) {
        let now = ContinuousClock.now
        self.sighting = sighting
        (answered, answeredAt) = (now, moment)
        surroundings.isWatched = true
        surroundings.partitions = Set(sighting.survey.keys)
        deal(sighting, at: moment, now)
        hold(sighting, now)
        var sentences: [Surroundings.Obstacle.Kind: String] = [:]
        sentences[.missing] = sighting.notWhole
        sentences[.unwritable] = sighting.unwritable
        sentences[.noEngine] = sighting.noEngine
        sentences[.heldBack] = sighting.sentence(
            heldBack: held.filter { now - $0.value.since >= LogWatch.grace }.keys)
        if let pending, now - pending.instant >= LogWatch.silence {
            sentences[.undealt] = sighting.undealt
        }
        note(sentences, at: moment)
    }

    /// Finds up to when engines have dealt with everything that was accepted.
    private mutating func deal(
        _ sighting: LogSighting, at moment: Moment, _ now: ContinuousClock.Instant
    ) {
        guard sighting.noEngine == nil else { return }
        let news = LogWatch.Pending(at: moment, instant: now, ends: sighting.ends)
        if sighting.isDealt(news.ends) {
            (pending, surroundings.confirmedUpTo) = (nil, moment)
        } else if let old = pending, sighting.isDealt(old.ends) {
            (pending, surroundings.confirmedUpTo) = (news, old.at)
        } else if pending == nil {
            pending = news
        }
    }

    /// Transactions that come and go hold nothing back for long; one that stays does.
    private mutating func hold(_ sighting: LogSighting, _ now: ContinuousClock.Instant) {
        held = sighting.heldBack.reduce(into: [:]) { held, entry in
            let old = self.held[entry.key]
            held[entry.key] = old?.from == entry.value ? old : (entry.value, now)
        }
    }

    mutating func note(
        _ sentences: [Surroundings.Obstacle.Kind: String], at moment: Moment
    ) {
        seen = seen.filter { sentences[$0.key] != nil }
        found = Dictionary(
            uniqueKeysWithValues: sentences.map { kind, sentence in
                let since = seen[kind] == nil ? moment : found[kind]?.since ?? moment
                return (kind, Surroundings.Obstacle(kind, sentence, since: since))
            })
        for kind in sentences.keys where seen[kind] == nil { seen[kind] = .now }
    }
}

extension Surroundings.Obstacle.Kind {
    /// Whether it is said as soon as it is seen. An engine that is started again is away for a moment.
    fileprivate var isAtOnce: Bool { self != .noEngine }
}
