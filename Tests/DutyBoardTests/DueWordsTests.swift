import Casework
import Testing

@testable import DutyBoard

@Suite struct DueWordsTests {
    /// Friday, 20 November 2026, 09:41 in London.
    private static let now: Moment = at(20, 11, 2026, 9, 41, 0)

    @Test(
        "When a look is due is said as a colleague would",
        arguments: [
            (at(20, 11, 2026, 17, 0, 0), "in 7 h 19 min", "today, 17:00", false),
            (at(20, 11, 2026, 11, 41, 0), "in 2 h", "today, 11:41", false),
            (at(20, 11, 2026, 9, 46, 0), "in 5 min", "today, 09:46", false),
            (at(20, 11, 2026, 9, 41, 30), "in under a minute", "today, 09:41", false),
            (at(21, 11, 2026, 17, 0, 0), "tomorrow", "21 Nov, 17:00", false),
            (at(23, 11, 2026, 17, 0, 0), "on Monday", "23 Nov, 17:00", false),
            (at(26, 11, 2026, 17, 0, 0), "on Thursday", "26 Nov, 17:00", false),
            (at(27, 11, 2026, 17, 0, 0), "in a week", "27 Nov, 17:00", false),
            (at(4, 1, 2027, 17, 0, 0), "in 45 days", "4 Jan 2027, 17:00", false),
            (at(20, 11, 2026, 9, 41, 0), "under a minute late", "today, 09:41", true),
            (at(20, 11, 2026, 9, 0, 0), "41 min late", "today, 09:00", true),
            (at(19, 11, 2026, 17, 0, 0), "16 h 41 min late", "19 Nov, 17:00", true),
            (at(18, 11, 2026, 17, 0, 0), "40 h 41 min late", "18 Nov, 17:00", true),
            (at(17, 11, 2026, 17, 0, 0), "2 days late", "17 Nov, 17:00", true),
            (at(30, 12, 2025, 17, 0, 0), "324 days late", "30 Dec 2025, 17:00", true),
        ] as [(Moment, String, String, Bool)])
    func words(due: Moment, main: String, by: String, isLate: Bool) {
        let words = DueWords(due, at: Self.now)
        #expect(words.main == main)
        #expect(words.by == by)
        #expect(words.isLate == isLate)
    }

    @Test func `due times are London's in summer too`() {
        let due = Moment(milliseconds: at(1, 7, 2026, 17, 0, 0).milliseconds)
        #expect(DueWords(due, at: at(1, 7, 2026, 16, 0, 0)).main == "in 1 h")
        #expect(DueWords(due, at: at(1, 7, 2026, 16, 0, 0)).by == "today, 17:00")
        // 16:00 UTC is 17:00 in London in July.
        #expect(due.description == "2026-07-01T16:00:00Z")
    }

    @Test(
        "When something was raised is said as briefly as the day allows",
        arguments: [
            (at(20, 11, 2026, 9, 38) as CaseDate, "09:38"), (on(20, 11, 2026), "today"),
            (at(19, 11, 2026, 9, 38), "yesterday"), (on(18, 11, 2026), "18 Nov"),
            (on(18, 11, 2025), "18 Nov 2025"),
        ])
    func since(date: CaseDate, words: String) {
        #expect(date.since(day_(20, 11, 2026)) == words)
    }
}
