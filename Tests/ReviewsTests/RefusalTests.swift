import Casework
import PolicyFiles
import Reviews
import Testing

/// The standard policy with a day of going live.
func policyFrom(live day: String) throws -> Policy {
    let desk = """
        "desk": {
          "goingLive": "\(day)", "workingDayStartsAtHour": 9, "looksADay": 8,
          "takenForWorkingHours": 4, "warnAfterWorkingHours": 3, "snoozeAtMostWorkingDays": 5,
          "snoozesAtMost": 2, "firstView": "sample", "firstViewOneIn": 5
        },
        "bankHolidaysEngland":
        """
    let text = String(decoding: try PolicyFile.standard().bytes, as: UTF8.self)
        .replacing(#""bankHolidaysEngland":"#, with: desk)
    return try PolicyFile(bytes: Array(text.utf8)).policy
}

@Suite("Who may do what with a row")
struct RefusalTests {
    private let now = at("2026-11-26 10:00")

    private func row(_ acts: Review...) throws -> Row {
        try #require(
            Row(
                [ChildState(child([alert("a")], acts: acts), at: now)], at: now, under: policy))
    }

    private func refusal(_ wish: Wish, by reviewer: Reviewer, of row: Row) -> Refusal? {
        row.refusal(of: wish, by: reviewer, at: now, under: policy)
    }

    @Test("Anybody on duty takes what is free; only who has it decides or hands back")
    func taking() throws {
        let free = try row()
        #expect(refusal(.take, by: priya, of: free) == nil)
        #expect(refusal(.decide, by: priya, of: free) == .notHeld)
        let held = try row(review("t", "2026-11-26 09:00", taken(until: "2026-11-26 13:00")))
        #expect(refusal(.decide, by: priya, of: held) == nil)
        #expect(refusal(.handBack, by: priya, of: held) == nil)
        #expect(
            refusal(.decide, by: ben, of: held) == .heldBy(priya, until: at("2026-11-26 13:00")))
    }

    @Test("A manager takes over, a duty worker does not, and an auditor does nothing")
    func takingOver() throws {
        let held = try row(review("t", "2026-11-26 09:00", taken(until: "2026-11-26 13:00")))
        #expect(refusal(.takeOver, by: mona, of: held) == nil)
        #expect(refusal(.takeOver, by: ben, of: held) == .role)
        #expect(refusal(.takeOver, by: priya, of: held) == .nothingToTakeOver)
        let auditor = Reviewer(tenant: "t", object: "a", name: "A", role: .auditor)
        #expect(refusal(.take, by: auditor, of: try row()) == .role)
    }

    @Test("Put off for five working days at most, twice, and then by managers only")
    func snoozing() throws {
        let last = policy.snoozeEnd(5, after: now)
        #expect(last == at("2026-12-03 09:00"))
        #expect(refusal(.snooze(until: last), by: priya, of: try row()) == nil)
        let further = last.advanced(milliseconds: 1)
        #expect(
            refusal(.snooze(until: further), by: priya, of: try row()) == .tooLong(atMost: last))
        #expect(refusal(.snooze(until: now), by: priya, of: try row()) == .past)
        let often = try row(
            review("s1", "2026-11-10 09:00", snoozed(until: "2026-11-12 09:00")),
            review("s2", "2026-11-13 09:00", snoozed(until: "2026-11-16 09:00")))
        #expect(refusal(.snooze(until: last), by: priya, of: often) == .tooOften(2))
        #expect(refusal(.snooze(until: last), by: mona, of: often) == nil)
    }

    @Test("A first view in a sample is asked of the same cases by every board")
    func firstView() {
        let asked = (0..<1_000).filter { index in
            Row(
                [ChildState(child([alert("alert-\(index)")]), at: now)], at: now, under: policy
            ).map(policy.asksFirstView(of:)) ?? false
        }
        #expect((120...280).contains(asked.count))
    }
}

@Suite("The desk's section of a policy file")
struct DeskSectionTests {
    @Test("A day that is none, a number out of range and a misspelt field are named")
    func named() throws {
        let sound = try policyFrom(live: "2026-11-26")
        #expect(sound.desk.goingLive == Day(year: 2026, month: 11, day: 26))
        let text = String(decoding: try PolicyFile.standard().bytes, as: UTF8.self)
        func refusal(_ section: String) -> String {
            let file = text.replacing(
                #""bankHolidaysEngland":"#, with: "\"desk\": \(section), \"bankHolidaysEngland\":")
            do {
                _ = try PolicyFile(bytes: Array(file.utf8))
                return ""
            } catch {
                return "\(error)"
            }
        }
        let fields = """
            "workingDayStartsAtHour": 9, "takenForWorkingHours": 4, "warnAfterWorkingHours": 3,
            "snoozeAtMostWorkingDays": 5, "snoozesAtMost": 2, "firstView": "sample",
            "firstViewOneIn": 5
            """
        #expect(
            refusal("{ \(fields), \"looksADay\": 8, \"goingLive\": \"2026-02-30\" }")
                == "desk.goingLive: “2026-02-30” is not a day. Write 2026-12-25.")
        #expect(refusal("{ \(fields), \"looksADay\": 0 }") == "desk.looksADay: give 1 to 1000.")
        #expect(
            refusal("{ \(fields), \"looksADay\": 8, \"looksAday\": 8 }")
                == "desk.looksAday is not a field of a policy. Is it misspelt?")
        #expect(refusal("{ \(fields) }") == "desk.looksADay is missing.")
    }
}
