import Casework
import Testing

@testable import DutyBoard

@Suite struct DueWordsTests {
    /// Friday, 20 November 2026, 09:41 in London.
    private static let now: Moment = at(20, 11, 2026, 9, 41, 0)

    @Test(
        "When a look is due is said as a colleague would",
        arguments: [
            (at(20, 11, 2026, 17, 0, 0), "by 17:00 today", false),
            (at(20, 11, 2026, 9, 41, 30), "by 09:41 today", false),
            (at(21, 11, 2026, 17, 0, 0), "by 17:00 tomorrow", false),
            (at(23, 11, 2026, 17, 0, 0), "by Mon 17:00", false),
            (at(26, 11, 2026, 17, 0, 0), "by Thu 17:00", false),
            (at(27, 11, 2026, 17, 0, 0), "by 17:00 on 27 Nov", false),
            (at(4, 1, 2027, 17, 0, 0), "by 17:00 on 4 Jan 2027", false),
            (at(20, 11, 2026, 9, 41, 0), "late since 09:41 today", true),
            (at(18, 11, 2026, 17, 0, 0), "late since Wed 17:00", true),
            (at(14, 11, 2026, 17, 0, 0), "late since Sat 17:00", true),
            (at(13, 11, 2026, 17, 0, 0), "late since 13 Nov", true),
            (at(30, 12, 2025, 17, 0, 0), "late since 30 Dec 2025", true),
        ] as [(Moment, String, Bool)])
    func words(due: Moment, text: String, isLate: Bool) {
        let words = DueWords(due, at: Self.now)
        #expect(words.text == text)
        #expect(words.isLate == isLate)
    }

    @Test func `due times are London's in summer too`() {
        let due = Moment(milliseconds: at(1, 7, 2026, 17, 0, 0).milliseconds)
        #expect(DueWords(due, at: at(1, 7, 2026, 16, 0, 0)).text == "by 17:00 today")
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
