import Casework
import Events
import Testing

@Suite("Correcting a children in need return")
struct CINCorrectionTests {
    private typealias Return = CINReturn

    private func corrected(_ children: [[String]]) -> CINReturn {
        var census = Return(children)
        census.header[9] = "<DateTime>2026-06-20T09:00:00</DateTime>"
        return census
    }

    @Test func `What a corrected return no longer has is taken back`() throws {
        let earlier = Return([
            Return.child("C-1", Return.episode(closed: "2025-07-01", reason: "RC8")),
            Return.child("C-2", Return.episode(), Return.episode("2025-09-01")),
            Return.child("C-3", Return.episode()),
        ])
        let later = corrected([
            Return.child("C-1", Return.episode()),
            Return.child("C-2", Return.episode("2025-09-01")),
        ])
        let outcome = try later.read(correcting: earlier.records())
        #expect(
            outcome.retracted == [
                RecordReference(.closure, RecordID("CIN-C-1-2025-06-01-1A-1")),
                RecordReference(.referral, RecordID("CIN-C-2-2025-06-01-1A-1")),
                RecordReference(.referral, RecordID("CIN-C-3-2025-06-01-1A-1")),
            ])
        #expect(outcome.summary.retractions == 3)
        #expect(try later.read(correcting: earlier.records()).events == outcome.events)
        for event in outcome.events {
            #expect(try EventDecoder().decode(EventEncoder.encode(event)) == event)
        }
    }

    @Test func `A child that a problem was found in keeps its records`() throws {
        let earlier = Return([
            Return.child("C-1", Return.episode(), Return.episode("2025-09-01"))
        ])
        let later = corrected([
            Return.child("C-1", Return.episode(), Return.episode("2025-09-01", source: "ZZ"))
        ])
        #expect(try later.read(correcting: earlier.records()).retracted.isEmpty)
    }

    @Test func `While a child is unnamed or the file breaks off, no child is missed`() throws {
        let earlier = Return([
            Return.child("C-1", Return.episode()), Return.child("C-2", Return.episode()),
        ])
        let unnamed = corrected([
            Return.child("C-1", Return.episode()), Return.child(nil, Return.episode()),
        ])
        #expect(try unnamed.read(correcting: earlier.records()).retracted.isEmpty)
        let whole = corrected([Return.child("C-1", Return.episode())])
        let cut = whole.lines.dropLast().joined(separator: "\n")
        #expect(try CINOutcome(cut, correcting: earlier.records()).retracted.isEmpty)
        #expect(try whole.read(correcting: earlier.records()).retracted.count == 1)
    }

    @Test func `A return that is not a later one of the same authority and year corrects nothing`()
        throws
    {
        let earlier = Return([Return.child("C-1", Return.episode())])
        for (place, line) in [
            (8, "<LEA>202</LEA>"), (5, "<ReferenceDate>2025-03-31</ReferenceDate>"),
            (9, "<DateTime>2026-05-23T11:14:05</DateTime>"),
        ] {
            var later = corrected([])
            later.header[place] = line
            if line.contains("2025") {
                // The reference date alone might be a slip: Year and DateTime would outweigh it.
                later.header = later.header.map { $0.replacing("<Year>2026<", with: "<Year>2025<") }
            }
            #expect(throws: CINRefusal.self) { try later.read(correcting: earlier.records()) }
        }
    }
}
