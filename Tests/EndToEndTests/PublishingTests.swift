import Casework
import Contract
import EventLog
import Events
import Foundation
import Patience
import Simulation
import Testing

/// Arrival does not matter: the same events leave the same alerts, whatever way they came.
@Suite(.waits) struct PublishingTests {
    /// The smallest council but two, two years up to 31 March 2026: late, corrected, retracted and
    /// repeated events among them.
    private let events: [Event]

    init() throws {
        let rutland = try #require(CouncilProfile.find("Rutland"))
        events = Simulation(council: rutland, years: 2, seed: 5).events
    }

    private func publish(_ events: some Sequence<Event>, to home: Home) throws {
        let outcome = try home.publish(events.map { EventEncoder.encode($0) })
        #expect(outcome.status == 0, "\(outcome.errors)")
    }

    private func alerts(_ home: Home) throws -> Data {
        let outcome = try home.run("alerts", "--as-of", "2026-03-31", "--json")
        #expect(outcome.status == 0, "\(outcome.errors)")
        return outcome.output
    }

    private func shuffled(_ seed: UInt64) -> [Event] {
        var random = RandomSource(seed: seed)
        return events.shuffled(using: &random)
    }

    /// In the order of time, all at once, into the embedded log: what the others, those on Kafka
    /// too, are measured against.
    private func reference() throws -> Data {
        let home = try Home(.embedded)
        try publish(events, to: home)
        return try alerts(home)
    }

    @Test func `the council has retractions, corrections and repeats, and alerts`() throws {
        let retractions = events.filter { if case .retraction = $0.fact { true } else { false } }
        let records = Dictionary(grouping: events, by: \.fact.record)
        #expect(retractions.count > 3)
        #expect(records.values.contains { Set($0.map(\.fact)).count > 1 })
        #expect(Set(events).count < events.count)
        let rows = try #require(
            try JSONSerialization.jsonObject(with: try reference()) as? [[String: Any]])
        #expect(rows.count > 10)
    }

    @Test(arguments: Place.here)
    func `any order, in one go or in parts, leaves the same alerts byte for byte`(
        _ place: Place
    ) throws {
        let expected = try reference()
        for seed: UInt64 in [1, 2] {
            let home = try Home(place)
            try publish(shuffled(seed), to: home)
            #expect(try alerts(home) == expected, "seed \(seed)")
        }
        let seed: UInt64 = 3
        let home = try Home(place)
        let events = shuffled(seed)
        for start in stride(from: 0, to: events.count, by: 700) {
            try publish(events[start..<min(start + 700, events.count)], to: home)
        }
        #expect(try alerts(home) == expected, "seed \(seed), in parts")
        // Once more, all of it: nothing new.
        try publish(events, to: home)
        #expect(try alerts(home) == expected, "seed \(seed), twice")
    }

    @Test func `a file published again does not make the embedded log grow, and is counted`() throws
    {
        let home = try Home(.embedded)
        let lines = events.map { EventEncoder.encode($0) }
        let first = try home.publish(Array(lines.dropLast(10)))
        #expect(first.text == "\(lines.count - 10) events published.\n")
        let size = try home.withLog { try $0.extent(of: Contract.records) }
        let again = try home.publish(Array(lines.dropLast(10)))
        #expect(
            again.text == "0 events published. \(lines.count - 10) were in the log already, "
                + "to the letter.\n")
        #expect(try home.withLog { try $0.extent(of: Contract.records) } == size)
        let known = Set(lines.dropLast(10))
        let new = lines.suffix(10).count { !known.contains($0) }
        #expect(try home.publish(lines).text.hasPrefix("\(new) events published."))
        #expect(try alerts(home) == (try reference()))
    }

    @Test(arguments: Place.here)
    func `publishing beside a server at work leaves the same alerts`(_ place: Place) throws {
        let seed: UInt64 = 4
        let home = try Home(place)
        let serving = try home.serve()
        let events = shuffled(seed)
        let (half, rest) = (events.prefix(events.count / 2), events.dropFirst(events.count / 2))
        try publish(half, to: home)
        let answer = try serving.post(Records.batch(Array(rest)), type: Connection.batch)
        #expect(answer.status == 202)
        #expect(try alerts(home) == (try reference()), "seed \(seed)")
        // What the server published meanwhile is level with the records too.
        try home.checkHealth("seed \(seed):")
        #expect(try serving.stop() == 0)
    }
}
