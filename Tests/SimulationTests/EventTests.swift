import Casework
import Simulation
import Testing

@Suite struct EventTests {
    private let simulation = Example.hackney

    @Test func `Events come in the order of their time, and none after the last day`() {
        let events = simulation.events
        #expect(zip(events, events.dropFirst()).allSatisfy { $0.time <= $1.time })
        #expect(events.allSatisfy { simulation.period.contains(London.day(of: $0.time)) })
    }

    @Test func `Source and id name one event; only a redelivery comes twice, and is the same`() {
        struct Name: Hashable { let source: String, id: String }
        let redelivered = Set(
            simulation.truth.oddities.filter { $0.kind == .redelivery }.map(\.position))
        var events: [Name: Event] = [:]
        for (position, event) in simulation.events.enumerated() {
            let known = events.updateValue(event, forKey: Name(source: event.source, id: event.id))
            if redelivered.contains(position) {
                #expect(known == event)
            } else {
                #expect(known == nil)
            }
        }
        #expect(!redelivered.isEmpty)
    }

    @Test func `Identifiers are short enough for Swift to keep them in place`() {
        for event in simulation.events.prefix(20_000) {
            for text in [event.id, event.source, event.childID.text, event.fact.record.id.text] {
                #expect(text.utf8.count <= 15)
            }
        }
    }

    @Test(
        "What goes wrong goes wrong about as often as meant",
        arguments: [
            (Oddity.Kind.redelivery, 0.005), (.late, 0.008), (.mistaken, 0.007),
            (.correction, 0.007), (.misfiled, 0.0025), (.retraction, 0.002), (.refiled, 0.002),
        ])
    func oddities(kind: Oddity.Kind, share: Double) {
        let count = simulation.truth.oddities.count { $0.kind == kind }
        let found = Double(count) / Double(simulation.events.count)
        #expect((share * 0.6...share * 1.5).contains(found), "\(kind): \(found)")
    }

    @Test func `A late event is recorded days after, any other within days`() {
        let late = Set(simulation.truth.oddities.filter { $0.kind == .late }.map(\.position))
        for position in late {
            let event = simulation.events[position]
            guard case .contact(let contact) = event.fact else { continue }
            #expect(London.day(of: event.time) - contact.receivedAt.day >= 2)
        }
        let contacts = simulation.events.compactMap { event -> Int64? in
            guard case .contact(let contact) = event.fact, contact.outcome == nil,
                contact.receivedAt.hasTime
            else { return nil }
            return event.time.milliseconds - contact.receivedAt.moment.milliseconds
        }.sorted()
        // Undecided ones are published as soon as they are recorded: minutes to hours.
        #expect(contacts[contacts.count / 2] < 4 * 3_600_000)
    }

    @Test func `A retraction takes back what was misfiled, and it is filed again elsewhere`() {
        let odd = simulation.truth.oddities.filter { $0.kind == .retraction }
            .map { simulation.events[$0.position] }
        let records = Set(odd.map(\.fact.record))
        let events = Dictionary(
            grouping: simulation.events.filter { records.contains($0.fact.record) },
            by: \.fact.record)
        #expect(odd.count > 100)
        for retraction in odd {
            let same = events[retraction.fact.record] ?? []
            #expect(same.contains { $0.childID == retraction.childID && $0.time < retraction.time })
            #expect(same.contains { $0.childID != retraction.childID && $0.time > retraction.time })
        }
    }

    @Test func `Most things happen in office hours, and some sources give a day only`() {
        let dates = Example.hackneyRecords.contacts.map(\.receivedAt)
        let timed = dates.filter(\.hasTime)
        let office = timed.count {
            (8..<18).contains(London.timeOfDay(at: $0.moment).hour) && $0.day.weekday <= 5
        }
        #expect((0.75...0.95).contains(Double(office) / Double(timed.count)))
        #expect((0.03...0.3).contains(Double(dates.count - timed.count) / Double(dates.count)))
    }

    @Test func `Decisions are mostly made within a day or over a weekend, a few have no date`() {
        let contacts = Example.hackneyRecords.contacts.filter { $0.outcome != nil }
        let undated = contacts.count { $0.decidedAt == nil }
        #expect((0.005...0.03).contains(Double(undated) / Double(contacts.count)))
        let waits = contacts.compactMap { contact in
            contact.decidedAt.map { $0.day - contact.receivedAt.day }
        }
        #expect(waits.allSatisfy { $0 >= 0 })
        #expect((0.85...0.97).contains(Double(waits.count { $0 <= 3 }) / Double(waits.count)))
    }
}
