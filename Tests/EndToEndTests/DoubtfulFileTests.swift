import Foundation
import Testing

@Suite("Files and dates that are not what they should be")
struct DoubtfulFileTests {
    private func lines(_ year: String, back: String = "e3") -> [String] {
        [
            #"{"specversion":"1.0","id":"e1","source":"mis","type":"referral.recorded","time":"2026-09-01T12:00:00Z","data":{"referralId":"R1","childId":"F2","receivedAt":"2026-09-01","source":"6","noFurtherAction":false}}"#,
            #"{"specversion":"1.0","id":"e2","source":"mis","type":"closure.recorded","time":"2026-11-05T13:00:00Z","data":{"referralId":"R1","childId":"F2","closedAt":"2026-11-05","reason":"RC8"}}"#,
            #"{"specversion":"1.0","id":"\#(back)","source":"mis","type":"referral.recorded","time":"2026-11-20T12:00:00Z","data":{"referralId":"R2","childId":"F2","receivedAt":"\#(year)-11-20","source":"2A","noFurtherAction":false}}"#,
        ]
    }

    @Test(arguments: Place.here)
    func `a year typed wrong is named by its line, and the alert comes`(_ place: Place) throws {
        func alerts(_ year: String) throws -> (String, Home) {
            let home = try Home(place)
            let outcome = try home.publish(lines(year).map { Array($0.utf8) })
            #expect(outcome.status == 0)
            #expect(
                outcome.errors.contains("line 3: data.receivedAt lies after it was recorded")
                    == (year == "2062"), "\(outcome.errors)")
            return (try home.run("alerts", "--as-of", "2026-11-24", "--json").text, home)
        }
        let (typo, home) = try alerts("2062")
        #expect(try alerts("2026").0 == typo)
        #expect(typo.contains("rapid-return"))
        let words = place == .kafka ? ["doctor", "--data", home.data] : ["doctor"]
        let doctor = try home.run(words).text
        let line = try #require(
            doctor.split(separator: "\n").first { $0.contains("dated after they were recorded") })
        #expect(line.contains("1 records") && line.contains(": child "), "\(line)")
        #expect(!line.contains("F2"))
    }

    @Test func `a record without its envelope is named by its line`() throws {
        let home = try Home(.embedded)
        let bare = #"{"contactId":"K1","childId":"F2","receivedAt":"2026-09-01","source":"6"}"#
        let outcome = try home.publish([Array(bare.utf8)])
        #expect(outcome.status == 1)
        #expect(outcome.errors.contains("line 1: specversion is missing"), "\(outcome.errors)")
        #expect(outcome.errors.contains("without the envelope"))
        #expect(!outcome.errors.contains("F2"))
    }

    @Test func `a file in another encoding or shape is named as what it is`() throws {
        let text = lines("2026").joined(separator: "\n")
        let home = try Home(.embedded)
        for (name, bytes, words) in [
            (
                "UTF-16", Data([0xff, 0xfe]) + (text.data(using: .utf16LittleEndian) ?? Data()),
                "UTF-16"
            ),
            ("no mark", text.data(using: .utf16LittleEndian) ?? Data(), "UTF-16"),
            ("big end", text.data(using: .utf16BigEndian) ?? Data(), "UTF-16"),
            ("UTF-32", text.data(using: .utf32LittleEndian) ?? Data(), "UTF-32"),
            ("gzip", Data([0x1f, 0x8b, 8, 0, 0, 0, 0, 0]), "gzip"),
            ("zip", Data([0x50, 0x4b, 3, 4, 0, 0, 0, 0]), "zip"),
            ("array", Data("[\n\(lines("2026").joined(separator: ",\n"))\n]".utf8), "array"),
            ("spread", Data("{\n  \"specversion\": \"1.0\"\n}".utf8), "several lines"),
            ("return", Data("<?xml version=\"1.0\"?><Message/>".utf8), "import cin"),
        ] {
            let file = try home.scratch.file("file", bytes)
            let outcome = try home.run("publish", file)
            #expect(outcome.status == 1, "\(name)")
            #expect(outcome.errors.contains(words), "\(name) \(outcome.errors)")
            guard name != "array", name != "spread", name != "return" else { continue }
            let imported = try home.run("import", "cin", file)
            #expect(imported.status == 1, "\(name)")
            #expect(imported.errors.contains(words), "\(name) \(imported.errors)")
        }
    }

    @Test(arguments: ["\n", "\r\n", "\r"])
    func `lines end as they end on any machine`(end: String) throws {
        let home = try Home(.embedded)
        let file = try home.scratch.file(
            "lines", (lines("2026").joined(separator: end) + end).utf8)
        let outcome = try home.run("publish", file)
        #expect(outcome.status == 0, "\(outcome.errors)")
        #expect(outcome.text.contains("3 events published."))
    }

    @Test func `a time of recording years ahead is refused, since nothing could amend it`() throws {
        let home = try Home(.embedded)
        let line = lines("2026")[0].replacing("2026-09-01T12", with: "2190-09-01T12")
        let outcome = try home.publish([Array(line.utf8)])
        #expect(outcome.status == 1)
        #expect(outcome.errors.contains("line 1: time lies more than a year in the future"))
    }
}
