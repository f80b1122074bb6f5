/// How often children come back, on both clocks, over all chronologies: the figures a council knows
/// from the official statistics, and beside them those that count from closing.
///
/// Referrals are counted once a child and day; further ones on the same day are counted apart, and
/// where the case had been closed in between, as a return too: by who referred and by need, it is a
/// referral of its own. The measures follow Department for Education, Children in need: methodology (re-referrals over
/// referrals received), and for returns the research that counts from closing.
public struct ReturnsReport: Hashable, Sendable {
    /// All referrals.
    public var all = Tally()
    /// Children with at least one referral.
    public var children = 0
    /// Second and further referrals of a child on one day.
    public var sameDayDuplicates = 0
    /// What looks like a loop and is none, by kind; same-day duplicates among them.
    public var falseLoops: [FalseLoop: Int] = [:]
    /// By who referred. One who referred on the day of a closing, after it, counts too.
    public var bySource: [ReferralSource: Tally] = [:]
    /// By the main need; nil where none was recorded. Counted as by who referred.
    public var byNeed: [PrimaryNeed?: Tally] = [:]
    /// By reporting year, 1 April to 31 March, named by the calendar year it begins in.
    public var byYear: [Int: Tally] = [:]
    /// Of the episodes that ended a certain way, how many the child came back from.
    public var byEnding: [String: Endings] = [:]

    /// Referrals, and how many of them are re-referrals and returns.
    public struct Tally: Hashable, Sendable {
        public var referrals = 0
        /// Referrals that are not among them, since the child had been referred and closed on their
        /// day already.
        public var laterThatDay = 0
        public var reReferrals = 0
        public var returns = 0

        public init(
            referrals: Int = 0, laterThatDay: Int = 0, reReferrals: Int = 0, returns: Int = 0
        ) {
            self.referrals = referrals
            self.laterThatDay = laterThatDay
            self.reReferrals = reReferrals
            self.returns = returns
        }

        /// Re-referrals in a hundred referrals; 0 where there are none.
        public var reReferralPercent: Double { percent(reReferrals, of: referrals) }
        /// Returns in a hundred referrals, those later on their day among them; 0 where there are
        /// none.
        public var returnPercent: Double { percent(returns, of: referrals + laterThatDay) }
    }

    /// Episodes that ended, and how many of them led to a return.
    public struct Endings: Hashable, Sendable {
        public var closed = 0
        public var returns = 0

        public init(closed: Int = 0, returns: Int = 0) {
            self.closed = closed
            self.returns = returns
        }

        /// Returns in a hundred closings; 0 where there are none.
        public var returnPercent: Double { percent(returns, of: closed) }
    }

    /// The name under which `byEnding` counts referrals that ended without a closure record.
    public static let noFurtherAction = "NFA"

    public init() {}

    /// Counts chronologies as they read at a moment.
    public init(
        _ chronologies: some Sequence<Chronology>, at moment: Moment, clocks: Clocks
    ) {
        for chronology in chronologies {
            count(Story(chronology, at: moment, clocks: clocks))
        }
    }

    private mutating func count(_ story: Story) {
        guard !story.episodes.isEmpty else { return }
        children += 1
        let turns = Dictionary(
            story.turns.map { ($0.next.referral.id, $0) }, uniquingKeysWith: { first, _ in first })
        var day: Day?
        for episode in story.episodes {
            count(
                episode, after: turns[episode.referral.id], isFirstOfDay: episode.openedOn != day)
            day = episode.openedOn
        }
    }

    /// - Parameter isFirstOfDay: whether the child had not been referred before on that day. What
    ///   came after a closing on the same day is a return and no further referral.
    private mutating func count(_ episode: Episode, after turn: Turn?, isFirstOfDay: Bool) {
        func add(to tally: inout Tally, isCountedAlways: Bool = false) {
            if isFirstOfDay || isCountedAlways {
                tally.referrals += 1
            } else {
                tally.laterThatDay += 1
            }
            if turn?.isReReferral == true { tally.reReferrals += 1 }
            if turn?.isReturn == true { tally.returns += 1 }
        }
        let (year, month, _) = episode.openedOn.date
        add(to: &all)
        add(to: &bySource[episode.lead.source, default: Tally()], isCountedAlways: true)
        add(to: &byNeed[episode.primaryNeed, default: Tally()], isCountedAlways: true)
        add(to: &byYear[month >= 4 ? year : year - 1, default: Tally()])
        if let ending = episode.ending { byEnding[name(ending), default: Endings()].closed += 1 }
        if turn?.isReturn == true, let ending = turn?.closed?.ending {
            byEnding[name(ending), default: Endings()].returns += 1
        }
        sameDayDuplicates += episode.duplicates.count + (isFirstOfDay ? 0 : 1)
        if !episode.duplicates.isEmpty {
            falseLoops[.sameDayDuplicate, default: 0] += episode.duplicates.count
        }
        if let kind = turn?.falseLoop { falseLoops[kind, default: 0] += 1 }
    }

    private func name(_ ending: Episode.Ending) -> String {
        ending.reason?.rawValue ?? ReturnsReport.noFurtherAction
    }
}

private func percent(_ part: Int, of whole: Int) -> Double {
    whole == 0 ? 0 : (Double(part) * 10_000 / Double(whole)).rounded() / 100
}
