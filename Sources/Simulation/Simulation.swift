public import Casework

/// A synthetic council: some years of events at its front door, and the truth behind them.
///
/// The events are calibrated to what is published about the council (`CouncilProfile`); the
/// children, households and records are invented. The same council, period and seed give the same
/// events on every machine.
public struct Simulation: Sendable {
    public let council: CouncilProfile
    /// The first and the last day. Nothing is known before it, and nothing is published after it.
    public let period: ClosedRange<Day>
    /// The first day of each year of the period.
    public let years: [Day]
    /// All events, in the order of their `time`. `source` and `id` together name an event; a
    /// redelivered one comes twice.
    public let events: [Event]
    /// What really happened.
    public let truth: GroundTruth

    /// 31 March 2026, the end of a statistical year.
    public static let lastDay = Day(number: 20_543)

    /// Simulates a council.
    ///
    /// - Parameters:
    ///   - years: whole years, 1 to 50; what is outside is brought inside.
    ///   - lastDay: the last day of the last year. Published years end on 31 March.
    public init(
        council: CouncilProfile, years: Int = 3, endingOn lastDay: Day = Simulation.lastDay,
        seed: UInt64 = 7
    ) {
        let timeline = Timeline(years: max(1, min(years, 50)), endingOn: lastDay)
        var door = FrontDoor(council, timeline: timeline, seed: seed)
        door.run()
        let stream = Stream(door.publisher.drafts, door.register)
        self.council = council
        self.period = timeline.day(0)...lastDay
        self.years = timeline.yearStarts.dropLast().map { timeline.day($0) }
        events = stream.events
        truth = GroundTruth(door, oddities: stream.oddities)
    }
}
