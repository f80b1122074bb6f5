import Testing

@testable import Events

@Suite("Dates of the usual shape")
struct PlainDateTests {
    @Test(
        "A date with any one byte changed reads as it does letter by letter, or is left alone",
        arguments: ["2026-03-31", "2024-02-29", "2026-03-31T09:41:07Z", "1999-12-31T23:59:59Z"])
    func changed(text: String) {
        for place in 0..<text.utf8.count {
            for byte in UInt8.min...UInt8.max {
                var bytes = Array(text.utf8)
                bytes[place] = byte
                guard let plain = Self.plain(bytes) else { continue }
                #expect(plain == Self.letterByLetter(bytes), "\(bytes)")
            }
        }
    }

    @Test(
        "What everybody writes is of the usual shape",
        arguments: ["2026-03-31", "2026-03-31T09:41:07Z", "1900-01-01", "2199-12-31T23:59:59Z"])
    func usual(text: String) throws {
        let bytes = Array(text.utf8)
        let plain = try #require(Self.plain(bytes))
        #expect(plain == Self.letterByLetter(bytes))
    }

    @Test(
        "What no calendar or clock has is left to whoever says what is wrong",
        arguments: [
            "2026-02-29", "2026-13-01", "2026-00-10", "1899-12-31", "2200-01-01",
            "2026-03-31T24:00:00Z", "2026-03-31T09:60:00Z", "2026-03-31T09:41:60Z",
        ])
    func wrong(text: String) {
        #expect(Self.plain(Array(text.utf8)) == nil)
    }

    private static func plain(_ bytes: [UInt8]) -> ScannedEvent.Date? {
        bytes.withUnsafeBytes { DateText.plain($0) }
    }

    private static func letterByLetter(_ bytes: [UInt8]) -> ScannedEvent.Date? {
        switch bytes.withUnsafeBufferPointer({ try? DateText($0) }) {
        case .day(let day): .day(day)
        case .moment(let moment): .moment(moment)
        case .wall, nil: nil
        }
    }
}
