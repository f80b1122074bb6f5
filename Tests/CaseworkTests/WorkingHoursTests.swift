import Casework
import Testing

@Suite("Working hours")
struct WorkingHoursTests {
    private let hours = WorkingHours(days: policy.workingDays, from: 9, to: 17)

    @Test("Hours run on over nights, weekends and bank holidays without counting")
    func adding() {
        #expect(
            hours.adding(hours: 4, to: moment("2026-11-26 10:00")) == moment("2026-11-26 14:00"))
        #expect(
            hours.adding(hours: 4, to: moment("2026-11-27 15:00")) == moment("2026-11-30 11:00"))
        #expect(
            hours.adding(hours: 4, to: moment("2026-12-24 16:00")) == moment("2026-12-29 12:00"))
        #expect(
            hours.adding(hours: 8, to: moment("2026-11-28 12:00")) == moment("2026-11-30 17:00"))
        #expect(
            hours.adding(hours: 0, to: moment("2026-11-28 12:00")) == moment("2026-11-30 09:00"))
    }

    @Test("Hours between two moments are those of working days, also where the clocks change")
    func between() {
        let hour: Int64 = 3_600_000
        func between(_ first: String, _ second: String) -> Int64 {
            hours.milliseconds(from: moment(first), to: moment(second)) / hour
        }
        #expect(between("2026-11-27 15:00", "2026-11-30 11:00") == 4)
        #expect(between("2026-12-24 16:00", "2026-12-29 12:00") == 4)
        #expect(between("2026-10-23 16:00", "2026-10-26 10:00") == 2)
        #expect(between("2026-11-28 10:00", "2026-11-29 10:00") == 0)
        #expect(between("2026-11-30 11:00", "2026-11-27 15:00") == 0)
    }
}
