public import Casework

extension Simulation {
    /// Events for a measurement: so many of them, in the order of their `time`, as a council with
    /// England's shares would publish them over some years. Ten years of a council of the median
    /// size are about 300,000.
    ///
    /// - Parameters:
    ///   - events: how many, exactly.
    ///   - children: how many children they are to be about, roughly; nil lets it come as it may,
    ///     which is a child for every three events. It cannot be fewer than are referred, about
    ///     one for every twelve events.
    ///   - years: whole years that the events are spread over, 1 to 50. They end a little before
    ///     `lastDay`.
    public static func load(
        events count: Int, children: Int? = nil, years: Int = 10,
        endingOn lastDay: Day = Simulation.lastDay, seed: UInt64 = 7
    ) -> [Event] {
        guard count > 0 else { return [] }
        let timeline = Timeline(years: max(1, min(years, 50)), endingOn: lastDay)
        let referrals = Double(CouncilProfile.england.referrals) * Double(timeline.years)
        // A little more than asked for, so that cutting off the end gives the number exactly;
        // should luck have made it too few, more still.
        var surplus = 1.02
        while true {
            let scale = surplus * Double(count) / (eventsPerReferral * referrals)
            var door = FrontDoor(
                .england, timeline: timeline, scale: scale + 1 / referrals, crowd: children,
                seed: seed)
            door.run()
            if door.publisher.drafts.count >= count {
                return Array(Stream(door.publisher.drafts, door.register).events.prefix(count))
            }
            surplus *= 1.1
        }
    }

    /// How many events come of one referral: itself, its contact and those that led nowhere, its
    /// closure, and what is published once more when it is decided. Measured.
    private static let eventsPerReferral = 8.9
}
