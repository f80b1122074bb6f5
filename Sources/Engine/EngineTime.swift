import Casework
import Contract
import EventLog
import Timekeeping

/// The engine's own view of the time: whether anything has happened to it since the last look.
/// Belongs to the engine's thread.
struct EngineTime {
    private let timekeeper: Timekeeper
    private var last: ClockReading?
    /// The machine's clock at the last look, where it was not believed.
    private(set) var doubt: DoubtedClock?

    init(_ timekeeper: Timekeeper) { self.timekeeper = timekeeper }

    var now: Moment { Moment(milliseconds: timekeeper.now) }

    /// The time, and whether the clock took a step, or is believed again, since the last look: then
    /// whatever follows from the time has to be worked out anew.
    mutating func look() -> (now: Moment, hasStepped: Bool) {
        let reading = timekeeper.reading()
        defer { last = reading }
        let now = Moment(milliseconds: reading.now)
        doubt = reading.doubted.map {
            DoubtedClock(now: now, doubted: Moment(milliseconds: $0))
        }
        guard let last else { return (now, false) }
        return (now, reading.steps != last.steps || reading.now < last.now)
    }

    /// Where nothing else tells when an engine was last at work, the newest alerts do: engines alone
    /// write them.
    func hear(of extent: [Partition: Range<Int64>], in log: any EventLog) throws {
        guard timekeeper.knowsNoLastRun else { return }
        let lasts = extent.filter { $0.key.topic == Contract.alerts.name && !$0.value.isEmpty }
            .mapValues { $0.upperBound - 1..<$0.upperBound }
        var newest: Int64?
        do {
            try log.readThrough(lasts) { records in
                newest = records.map(\.appendedAt).reduce(newest ?? .min, max)
            }
        } catch LogError.unavailable {
            // What cannot be read now says nothing; what could be does.
        }
        timekeeper.heard(lastWrite: newest)
    }
}
