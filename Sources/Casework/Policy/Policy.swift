/// Every window, point, threshold and calendar that an appraisal follows, from one versioned file.
public struct Policy: Sendable {
    /// The name its owners gave this version, such as `2026-11`.
    public let version: String
    /// A digest of the file's bytes; it is on everything that followed from the policy.
    public let digest: String
    /// The two clocks.
    public let clocks: Clocks
    /// The bands of the score, from the lowest up; the first begins at 0.
    public let bands: [Band]
    /// Within how many working days a person should look at an alert.
    public let lookWithin: [Severity: Int]
    /// The hour in London, 1 to 23, at which a working day's deadlines fall.
    public let workingDayEndsAtHour: Int
    /// Working days in England.
    public let workingDays: WorkingDays
    /// How a duty team works through what stands.
    public let desk: DeskPolicy
    /// The rules in force with this policy's settings, in the order people read them.
    public let rules: [any Rule]
    /// How many days after the latest date in a story every rule is done with it (`Rule.reach`):
    /// from then on its appraisal finds nothing and stays true for good. Nil where that never comes.
    public private(set) var reach: Int?

    public init(
        version: String, digest: String, clocks: Clocks, bands: [Band],
        lookWithin: [Severity: Int], workingDayEndsAtHour: Int, workingDays: WorkingDays,
        desk: DeskPolicy = DeskPolicy(), rules: [any Rule]
    ) {
        self.version = version
        self.digest = digest
        self.clocks = clocks
        self.bands = bands
        self.lookWithin = lookWithin
        self.workingDayEndsAtHour = workingDayEndsAtHour
        self.workingDays = workingDays
        self.desk = desk
        self.rules = rules
        let reaches = rules.map { $0.reach(under: self) }
        reach = reaches.contains(nil) ? nil : max(1, reaches.compactMap(\.self).max() ?? 1)
    }

    /// The band that a score lies in.
    public func band(of score: Int) -> Band {
        bands.last { $0.from <= score } ?? bands[0]
    }

    /// The end of the working day that is `count` working days after a day.
    public func deadline(_ count: Int, workingDaysAfter day: Day) -> Moment {
        London.moment(workingDays.day(count, after: day), hour: workingDayEndsAtHour)
    }

    /// The story a chronology tells at a moment, read on this policy's clocks.
    public func story(of chronology: Chronology, at moment: Moment) -> Story {
        Story(chronology, at: moment, clocks: clocks)
    }
}

/// A range of scores with a name that people use.
public struct Band: Hashable, Codable, Sendable {
    /// Such as `very high`.
    public let name: String
    /// The lowest score in it, 0 to 100.
    public let from: Int

    public init(name: String, from: Int) {
        self.name = name
        self.from = from
    }
}
