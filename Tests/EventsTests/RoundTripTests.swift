import Casework
import Events
import Foundation
import Testing

@Suite("Writing and reading back")
struct RoundTripTests {
    @Test(arguments: [UInt64(1), 2, 3, 4])
    func `What was written is read back as it was`(seed: UInt64) throws {
        var random = Seeded(seed)
        let decoder = EventDecoder()
        for number in 0..<2_000 {
            let event = random.event()
            let json = EventEncoder.encode(event)
            let text = String(decoding: json, as: UTF8.self)
            let told: Comment = "seed \(seed), event \(number): \(text)"
            #expect(try decoder.decode(json) == event, told)
            #expect(try EventEncoder.encode(decoder.decode(json)) == json, told)
        }
    }

    @Test(arguments: [UInt64(1), 2])
    func `An alert that was written is read back as it was`(seed: UInt64) throws {
        var random = Seeded(seed)
        let decoder = AlertDecoder()
        for number in 0..<2_000 {
            let alert = random.alert()
            #expect(
                try decoder.decode(AlertEncoder.encode(alert)) == alert,
                "seed \(seed), alert \(number)")
        }
    }

    @Test func `Dates are written as their descriptions are`() throws {
        var random = Seeded(7)
        for number in 0..<2_000 {
            var event = random.event()
            let date = random.date()
            event.fact = .closure(
                Closure(referralID: RecordID("r"), closedAt: date, reason: .died))
            let text = String(decoding: EventEncoder.encode(event), as: UTF8.self)
            #expect(text.contains("\"time\":\"\(event.time)\""), "event \(number)")
            #expect(text.contains("\"closedAt\":\"\(date)\""), "event \(number)")
        }
    }

    @Test func `Another reader of JSON sees the same`() throws {
        var random = Seeded(11)
        for number in 0..<500 {
            let event = random.event()
            let object = try #require(
                try JSONSerialization.jsonObject(with: Data(EventEncoder.encode(event)))
                    as? [String: Any])
            let data = try #require(object["data"] as? [String: Any])
            #expect(object["id"] as? String == event.id, "event \(number)")
            #expect(data["childId"] as? String == event.childID.text, "event \(number)")
        }
    }

    @Test func `A fraction of a second is cut off at the millisecond`() throws {
        for (fraction, milliseconds) in [("5", 500), ("25", 250), ("0009", 0), ("123999999", 123)] {
            let time = #""2026-03-31T09:41:07.\#(fraction)+01:00""#
            let event = try EventDecoder().decode(Sample.contact.with("time", time).json)
            let expected = Moment(milliseconds: 1_774_946_467_000 + Int64(milliseconds))
            #expect(event.time == expected, "\(fraction)")
        }
    }

    @Test func `Offsets lead to UTC`() throws {
        for time in [
            "2026-03-31T09:41:07Z", "2026-03-31t09:41:07z", "2026-03-31T10:41:07+01:00",
            "2026-03-30T23:11:07-10:30", "2026-04-01T09:40:07+23:59", "2026-03-31T09:41:07-00:00",
        ] {
            let event = try EventDecoder().decode(Sample.contact.with("time", "\"\(time)\"").json)
            #expect(event.time.description == "2026-03-31T09:41:07Z", "\(time)")
        }
    }
}
