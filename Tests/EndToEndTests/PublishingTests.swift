import Casework
import Events
import Foundation
import Simulation
import Testing

/// Arrival does not matter: the same events leave the same alerts, whatever way they came.
@Suite struct PublishingTests {
    let scratch: Scratch
    /// The smallest council but two, two years up to 31 March 2026: late, corrected, retracted and
    /// repeated events among them.
    private let events: [Event]

    init() throws {
        scratch = try Scratch()
        let rutland = try #require(CouncilProfile.find("Rutland"))
        events = Simulation(council: rutland, years: 2, seed: 5).events
    }

    private func publish(_ events: some Sequence<Event>, to data: String) throws {
        let file = try scratch.file(
            "\(UUID().uuidString).jsonl", lines: events.map { EventEncoder.encode($0) })
        let outcome = try Program.run("publish", file, "--data", data)
        #expect(outcome.status == 0, "\(outcome.errors)")
    }

    private func alerts(_ data: String) throws -> Data {
        let outcome = try Program.run("alerts", "--data", data, "--as-of", "2026-03-31", "--json")
        #expect(outcome.status == 0, "\(outcome.errors)")
        return outcome.output
    }

    private func shuffled(_ seed: UInt64) -> [Event] {
        var random = RandomSource(seed: seed)
        return events.shuffled(using: &random)
    }

    /// In the order of time, all at once: what the others are measured against.
    private func reference() throws -> Data {
        let data = scratch.path("reference")
        try publish(events, to: data)
        return try alerts(data)
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

    @Test func `any order, in one go or in parts, leaves the same alerts byte for byte`() throws {
        let expected = try reference()
        for seed: UInt64 in [1, 2] {
            let data = scratch.path("once-\(seed)")
            try publish(shuffled(seed), to: data)
            #expect(try alerts(data) == expected, "seed \(seed)")
        }
        let seed: UInt64 = 3
        let data = scratch.path("parts")
        let events = shuffled(seed)
        for start in stride(from: 0, to: events.count, by: 700) {
            try publish(events[start..<min(start + 700, events.count)], to: data)
        }
        #expect(try alerts(data) == expected, "seed \(seed), in parts")
        // Once more, all of it: nothing new.
        try publish(events, to: data)
        #expect(try alerts(data) == expected, "seed \(seed), twice")
    }

    @Test func `publishing beside a server at work leaves the same alerts`() throws {
        let seed: UInt64 = 4
        let data = scratch.path("served")
        let serving = try Serving(data)
        let events = shuffled(seed)
        let (half, rest) = (events.prefix(events.count / 2), events.dropFirst(events.count / 2))
        try publish(half, to: data)
        let answer = try serving.post(Records.batch(Array(rest)), type: Connection.batch)
        #expect(answer.status == 202)
        #expect(try alerts(data) == (try reference()), "seed \(seed)")
        // What the server published meanwhile is level with the records too.
        #expect(try Program.run("doctor", "--data", data).status == 0)
        #expect(try serving.stop() == 0)
    }
}
