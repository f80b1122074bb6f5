/// How a duty team works through what stands: the section `desk` of the policy file. Nothing here
/// changes a score or an alert.
public struct DeskPolicy: Hashable, Codable, Sendable {
    /// The hour in London, 0 to 22, at which the working day begins; it ends at the policy's
    /// `workingDayEndsAtHour`.
    public var workingDayStartsAtHour: Int
    /// Second looks that the team can do in a day, until a manager says otherwise for a day.
    public var looksADay: Int
    /// Working hours for which a case that somebody took is theirs.
    public var takenForWorkingHours: Int
    /// Working hours after which they are reminded that they have it.
    public var warnAfterWorkingHours: Int
    /// Working days for which a case can be put off at the most.
    public var snoozeAtMostWorkingDays: Int
    /// How often a case can be put off before only a manager can do it again.
    public var snoozesAtMost: Int
    /// Who gives a first view before the score is shown.
    public var firstView: FirstViewing
    /// With `sample`, one case in this many.
    public var firstViewOneIn: Int
    /// The day on which the council began to work with this. What was raised before it has no due
    /// time: it is history. Nil where everything has one.
    public var goingLive: Day?

    /// Whether people say what they think before they see the score.
    public enum FirstViewing: String, Codable, CaseIterable, Sendable {
        case off, sample, all
    }

    public init(
        workingDayStartsAtHour: Int = 9, looksADay: Int = 8, takenForWorkingHours: Int = 4,
        warnAfterWorkingHours: Int = 3, snoozeAtMostWorkingDays: Int = 5, snoozesAtMost: Int = 2,
        firstView: FirstViewing = .sample, firstViewOneIn: Int = 5, goingLive: Day? = nil
    ) {
        self.workingDayStartsAtHour = workingDayStartsAtHour
        self.looksADay = looksADay
        self.takenForWorkingHours = takenForWorkingHours
        self.warnAfterWorkingHours = warnAfterWorkingHours
        self.snoozeAtMostWorkingDays = snoozeAtMostWorkingDays
        self.snoozesAtMost = snoozesAtMost
        self.firstView = firstView
        self.firstViewOneIn = firstViewOneIn
        self.goingLive = goingLive
    }

    /// The fields of the section.
    public static let fields: Set<String> = [
        "workingDayStartsAtHour", "looksADay", "takenForWorkingHours", "warnAfterWorkingHours",
        "snoozeAtMostWorkingDays", "snoozesAtMost", "firstView", "firstViewOneIn", "goingLive",
    ]

    /// The numbers of the section, each with the values that make sense.
    var limits: [Limit] {
        [
            Limit("workingDayStartsAtHour", workingDayStartsAtHour, in: 0...22),
            Limit("looksADay", looksADay, in: 1...1_000),
            Limit("takenForWorkingHours", takenForWorkingHours, in: 1...40),
            Limit("warnAfterWorkingHours", warnAfterWorkingHours, in: 1...40),
            Limit("snoozeAtMostWorkingDays", snoozeAtMostWorkingDays, in: 1...20),
            Limit("snoozesAtMost", snoozesAtMost, in: 0...20),
            Limit("firstViewOneIn", firstViewOneIn, in: 1...1_000),
        ]
    }
}
