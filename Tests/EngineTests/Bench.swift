import Caseloads
import Casework
import Contract
import Engine
import EventLog
import Events
import Foundation
import PolicyFiles
import SQLiteLog
import Simulation
import Synchronization
import Timekeeping

/// A log in a directory of its own, events to put into it, and a clock to turn by hand.
final class Bench {
    let policy: Policy
    let directory: String
    let log: SQLiteLog
    let clock: HandClock

    init(at now: Moment = Bench.evening) throws {
        policy = try PolicyFile.standard().policy
        directory = NSTemporaryDirectory() + "engine-\(UUID().uuidString)"
        let clock = HandClock(now)
        self.clock = clock
        log = try SQLiteLog(directory: directory, topics: Contract.all) { clock.now.milliseconds }
    }

    deinit {
        log.close()
        try? FileManager.default.removeItem(atPath: directory)
    }

    /// Events of some years at a front door, and the clock an hour after the last of them.
    func history(of count: Int, years: Int, seed: UInt64) -> [Event] {
        let events = Simulation.load(events: count, years: years, seed: seed)
        if let last = events.last?.time { clock.now = last.advanced(milliseconds: 3_600_000) }
        return events
    }

    /// The evening of 31 March 2026, when the simulated years end.
    static let evening = London.moment(Simulation.lastDay, hour: 22)

    func publish(_ events: some Sequence<Event>) throws {
        _ = try log.appendAndWait(
            events.map { event in
                Message(
                    to: event.fact.record.kind.topic, key: Array(event.childID.text.utf8),
                    value: EventEncoder.encode(event))
            })
    }

    func engine(on log: (any EventLog)? = nil) throws -> AlertEngine {
        try AlertEngine(
            log: log ?? self.log, policy: policy, timekeeper: Timekeeper(clocks: clock.believed))
    }

    /// Steps an engine until it is caught up and nothing more comes.
    func settle(_ engine: AlertEngine) throws {
        var before = -1
        while !engine.status.isCaughtUp || engine.status.records != before {
            before = engine.status.records
            try engine.step(waiting: .milliseconds(20))
        }
    }

    /// Every revision on the `alerts` topic, in an order that keeps each child's.
    func published() throws -> [Alert] {
        let decoder = AlertDecoder()
        return try records(of: Contract.alerts).compactMap { record in
            try record.value.map { try decoder.decode($0) }
        }
    }

    /// Everything on a topic.
    func records(of topic: Topic) throws -> [Record] {
        let extent = try log.extent(of: [topic])
        let reader = try log.reader(from: extent.mapValues(\.lowerBound))
        var records: [Record] = []
        let total = extent.values.reduce(0) { $0 + $1.count }
        while records.count < total {
            records += try reader.next(atMost: 10_000, waiting: .seconds(1))
        }
        return records
    }

    /// What the topic says stands, by child and rule, each as a person reads it.
    func standing() throws -> Set<Face> {
        var latest: [String: Alert] = [:]
        for alert in try published() { latest[alert.id] = alert }
        return Set(latest.values.filter { $0.status != .withdrawn }.map(Face.init))
    }

    /// What should stand, worked out from all records at once.
    func oracle() throws -> Set<Face> {
        Set(try Caseload(from: log).alerts(at: clock.now, under: policy).map(Face.init))
    }
}

/// An alert without what may differ between two ways of coming to it: how often it was revised, and
/// the score within its band.
struct Face: Hashable {
    let alert: Alert

    init(_ alert: Alert) {
        var alert = alert
        alert.revision = 0
        alert.status = .open
        alert.score = 0
        self.alert = alert
    }
}

/// A clock that stands until it is told otherwise.
final class HandClock: Sendable {
    private let moment: Mutex<Moment>

    init(_ moment: Moment) { self.moment = Mutex(moment) }

    var now: Moment {
        get { moment.withLock { $0 } }
        set { moment.withLock { $0 = newValue } }
    }

    /// Two clocks that never contradict each other.
    var believed: MachineClocks {
        let time: @Sendable () -> Int64 = { self.now.milliseconds }
        return MachineClocks(wall: time, steady: time)
    }
}
