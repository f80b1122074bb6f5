import Casework

/// A household as the simulated world knows it. Its children are referred and closed together;
/// days are counted from the beginning of the timeline.
struct Household: Sendable {
    /// The number of its first child; the others follow.
    let firstChild: Int32
    /// How many children the council knows of.
    let size: Int32
    /// Whether it comes back again and again.
    let isProne: Bool
    var need = PrimaryNeed.notStated
    /// The day of its last referral; nil before the first.
    var referredOn: Int?
    /// The day its last episode closes; nil where that is after the end.
    var closedOn: Int?
    /// Whether that episode is to be opened again when information comes.
    var awaitsReopening = false
    /// Which children were in the last referral, and which have left for good: adopted, with a
    /// guardian, grown up, dead.
    var referred: ChildSet = [], departed: ChildSet = []
}

/// Some of a household's children, by their place in it.
struct ChildSet: OptionSet, Sendable {
    let rawValue: UInt8

    static func child(_ place: Int) -> ChildSet { ChildSet(rawValue: 1 << UInt8(place)) }
}

/// What is remembered of a child's last referral, to tell what the next one is.
struct LastReferral: Sendable {
    let id: RecordID
    let receivedOn: Int
    /// nil where that is after the end.
    let closedOn: Int?
    /// What a return from here would be, if not a real loop.
    let falseLoop: FalseLoop?
}

/// Households by the day on which something happened to them, to find one for which it was some
/// days ago.
struct HouseholdsByDay: Sendable {
    private var days: [[Int32]]

    init(days count: Int) {
        days = Array(repeating: [], count: count)
    }

    /// Days beyond the last are not kept.
    mutating func add(_ household: Int, on day: Int) {
        if days.indices.contains(day) { days[day].append(Int32(household)) }
    }

    func on(_ day: Int) -> [Int32] { days[day] }

    /// Tries a few households for which it happened a random wait before a day, and returns the
    /// first that fits; nil where none does.
    func find(
        before day: Int, _ wait: Waiting, tries: Int, _ random: inout RandomSource,
        where fits: (Int, inout RandomSource) -> Bool
    ) -> Int? {
        for _ in 0..<tries {
            let then = day - wait.draw(&random)
            guard then >= 0, !days[then].isEmpty else { continue }
            let household = Int(days[then][random.below(days[then].count)])
            if fits(household, &random) { return household }
        }
        return nil
    }
}
