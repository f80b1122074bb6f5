import Casework
import Events
import Simulation
import Testing

/// The event that a scanned one stands for.
private func event(_ scanned: ScannedEvent, in bytes: UnsafeRawBufferPointer) -> Event {
    func text(_ text: ScannedEvent.Text) -> String {
        String(decoding: text.bytes(in: bytes), as: UTF8.self)
    }
    func optional<Value>(_ value: ScannedEvent.Text, _ make: (String) -> Value) -> Value? {
        value.isEmpty ? nil : make(text(value))
    }
    func date(_ date: ScannedEvent.Date) -> CaseDate {
        switch date {
        case .day(let day): CaseDate(day)
        case .moment(let moment): CaseDate(moment)
        }
    }
    let record = RecordID(text(scanned.record))
    var (outcome, need, reason) = (ContactOutcome?.none, PrimaryNeed?.none, ClosureReason?.none)
    switch scanned.detail {
    case .none, .retraction: break
    case .outcome(let code): outcome = code
    case .need(let code): need = code
    case .reason(let code): reason = code
    }
    let fact: Fact =
        switch scanned.kind {
        case .contact:
            .contact(
                Contact(
                    id: record, receivedAt: date(scanned.date), source: scanned.source!,
                    outcome: outcome, decidedAt: scanned.decidedAt.map(date),
                    householdID: optional(scanned.household) { HouseholdID($0) }))
        case .referral:
            .referral(
                Referral(
                    id: record, receivedAt: date(scanned.date), source: scanned.source!,
                    primaryNeed: need, noFurtherAction: scanned.flag,
                    decidedAt: scanned.decidedAt.map(date),
                    contactID: optional(scanned.contact) { RecordID($0) },
                    householdID: optional(scanned.household) { HouseholdID($0) }))
        case .closure:
            .closure(
                Closure(
                    referralID: record, closedAt: date(scanned.date), reason: reason!,
                    pendingInformation: scanned.flag))
        }
    return Event(
        id: text(scanned.id), source: text(scanned.publisher), time: scanned.time,
        childID: ChildID(text(scanned.child)), fact: fact)
}

@Suite("The scanner reads what the decoder reads, or leaves it alone")
struct EventScannerTests {
    private let scanner = EventScanner()
    private let decoder = EventDecoder()

    /// - Returns: whether the scanner read it.
    private func compare(_ bytes: [UInt8], _ told: @autoclosure () -> Comment) -> Bool {
        bytes.withUnsafeBytes { bytes in
            var scanned = ScannedEvent()
            guard scanner.scan(bytes, into: &scanned) else { return false }
            var decoded = try? decoder.decode(bytes)
            // The subject is checked and not kept.
            decoded?.subject = nil
            #expect(decoded == event(scanned, in: bytes), told())
            return true
        }
    }

    @Test func `Nearly all of what a council publishes is plain`() {
        let events = Simulation.load(events: 5_000)
        let plain = events.filter { compare(EventEncoder.encode($0), "\($0.id)") }
        #expect(plain.count > 4_900)
    }

    @Test(arguments: [UInt64(1), 2])
    func `Seeded events, plain and not, are read alike`(seed: UInt64) {
        var random = Seeded(seed)
        for number in 0..<4_000 {
            _ = compare(EventEncoder.encode(random.event()), "seed \(seed), event \(number)")
        }
    }

    @Test(arguments: Sample.all)
    func `With any byte replaced, taken out or put in, they agree`(sample: Sample) {
        for place in sample.json.indices {
            for byte in UInt8.min...UInt8.max {
                var bytes = sample.json
                bytes[place] = byte
                _ = compare(bytes, "byte \(byte) at \(place)")
            }
            var shorter = sample.json
            shorter.remove(at: place)
            _ = compare(shorter, "without the byte at \(place)")
            for byte in Array(" \n\t\"\\{},:x0".utf8) {
                var longer = sample.json
                longer.insert(byte, at: place)
                _ = compare(longer, "byte \(byte) put in at \(place)")
            }
            #expect(!compare(Array(sample.json.prefix(place)), "cut off at \(place)"))
        }
    }

    @Test func `Members repeated, of another kind or out of place are left alone`() {
        let record =
            #""contactId":"K-1","childId":"C-1","receivedAt":"2026-03-31","source":"6""#
        let data = #""data":{\#(record)}"#
        let head = #""specversion":"1.0","id":"e","source":"s","time":"2026-03-31T09:00:00Z""#
        let plain = #"{\#(head),"type":"contact.recorded",\#(data)}"#
        #expect(compare(Array(plain.utf8), "plain"))
        #expect(compare(Array(" \(plain)\r\n".utf8), "blanks around it"))
        for other in [
            plain.replacing(#""id":"e""#, with: #""id":"e","id":"e""#),
            plain.replacing(#""source":"6"}"#, with: #""source":"6","source":"6"}"#),
            plain.replacing("contact.recorded", with: "closure.recorded"),
            plain.replacing(#""source":"6"}"#, with: #""source":"6","reason":"RC8"}"#),
            plain.replacing(#""K-1""#, with: "1"), plain.replacing(#""K-1""#, with: #"" ""#),
            plain.replacing(#""K-1""#, with: #""é""#), plain.replacing(#""e""#, with: #""\u0065""#),
            plain.replacing("1.0", with: "1.1"),
            plain.replacing("2026-03-31T", with: "2026-02-31T"),
            plain + plain, plain + "x", "[\(plain)]",
        ] {
            #expect(!compare(Array(other.utf8), "\(other)"))
        }
    }
}
