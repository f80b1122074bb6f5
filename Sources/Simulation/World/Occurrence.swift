import Casework

/// When something came about, and how much of that its record says.
struct Occurrence: Sendable {
    /// The day of the timeline.
    let day: Int
    /// The moment, in milliseconds; it is there even where the record bears a day only.
    let moment: Int64
    /// Whether the record bears a day only.
    let isBareDay: Bool

    /// As the record states it.
    func stated(on timeline: Timeline) -> CaseDate {
        isBareDay
            ? CaseDate(timeline.day(day)) : CaseDate(Moment(milliseconds: moment / 1_000 * 1_000))
    }
}

extension Occurrence {
    /// Office hours, and those of the emergency duty team with them; in minutes of the day.
    private static let office = 8 * 60 + 30...17 * 60 + 29
    private static let evening = 17 * 60 + 30...23 * 60 + 29

    /// Someone gets in touch on a day.
    static func call(
        from source: ReferralSource, on day: Int, _ timeline: Timeline,
        _ random: inout RandomSource
    ) -> Occurrence {
        let isOpen = timeline.weekday(day) <= 5
        let isLate = Sources.isAroundTheClock(source) && random.chance(isOpen ? 0.2 : 0.5)
        return at(
            random.within(isLate ? evening : office), on: day,
            isBareDay: Sources.isDateOnly(source), timeline, &random)
    }

    /// Office work on a day.
    static func officeWork(
        on day: Int, isBareDay: Bool, _ timeline: Timeline, _ random: inout RandomSource
    ) -> Occurrence {
        at(random.within(office), on: day, isBareDay: isBareDay, timeline, &random)
    }

    /// Up to some hours earlier, but not before the day begins.
    func earlier(_ timeline: Timeline, _ random: inout RandomSource) -> Occurrence {
        let wait = Int64(random.within(5...240)) * 60_000
        return Occurrence(
            day: day, moment: max(timeline.moment(day, minute: 1), moment - wait),
            isBareDay: isBareDay)
    }

    /// Recorded once more on the same day, some minutes later where there is a time.
    func repeated(_ random: inout RandomSource) -> Occurrence {
        let wait = Int64(random.within(1...20)) * 60_000
        return Occurrence(day: day, moment: moment + wait, isBareDay: isBareDay)
    }

    /// When it was decided what to do about this: mostly the same day or the next working day.
    func decision(_ timeline: Timeline, _ random: inout RandomSource) -> Occurrence {
        if random.chance(Handling.lateShare) {
            let day = timeline.workingDay(after: day, random.within(2...12))
            return .officeWork(on: day, isBareDay: isBareDay, timeline, &random)
        }
        let soon = moment + Int64(random.within(20...300)) * 60_000
        if random.chance(0.65), soon < timeline.moment(day, minute: 23 * 60 + 55) {
            return Occurrence(day: day, moment: soon, isBareDay: isBareDay)
        }
        let next = timeline.workingDay(after: day, 1)
        return .officeWork(on: next, isBareDay: isBareDay, timeline, &random)
    }

    private static func at(
        _ minute: Int, on day: Int, isBareDay: Bool, _ timeline: Timeline,
        _ random: inout RandomSource
    ) -> Occurrence {
        let moment = timeline.moment(day, minute: minute) + Int64(random.below(60_000))
        return Occurrence(day: day, moment: moment, isBareDay: isBareDay)
    }
}
