import Casework
import Events
import Foundation
import Patience
import Simulation
import Testing

/// The embedded log and Kafka lead to the same: the same input, wherever it is kept, leaves the same
/// alerts.
@Suite(.enabled(if: Broker.bootstrap != nil, "\(Broker.missing)"), .waits)
struct EquivalenceTests {
    /// Late, corrected, retracted and repeated events, in no order at all.
    private let events: [Event]
    private static let seed: UInt64 = 17

    init() throws {
        let hackney = try #require(CouncilProfile.find("Hackney"))
        var random = RandomSource(seed: Self.seed)
        // It ends today, so that much of it still stands.
        events = Simulation(council: hackney, years: 1, endingOn: Records.today, seed: Self.seed)
            .events.shuffled(using: &random)
    }

    private func publish(_ home: Home) throws {
        let outcome = try home.publish(events.map { EventEncoder.encode($0) })
        #expect(outcome.status == 0, "\(outcome.errors)")
    }

    private func alerts(_ home: Home, _ words: String...) throws -> Data {
        let outcome = try home.run(["alerts", "--json"] + words)
        #expect(outcome.status == 0 && !outcome.errors.contains("wait for"), "\(outcome.errors)")
        return outcome.output
    }

    /// Nothing is taken out before they are compared: revisions, times, scores and all.
    @Test func `a backlog leaves the same alerts on the topic on both, byte for byte`() throws {
        var should: [Data] = []
        var stands: [Data] = []
        for place in Place.allCases {
            let home = try Home(place)
            try publish(home)
            let serving = try home.serve()
            #expect(try serving.stop() == 0)
            should.append(try alerts(home, "--as-of", "\(Records.today)"))
            stands.append(try alerts(home))
            try home.checkHealth("\(place)")
        }
        #expect(should[0] == should[1], "seed \(Self.seed)")
        #expect(stands[0] == stands[1], "seed \(Self.seed)")
        let rows = try JSONSerialization.jsonObject(with: stands[0]) as? [Any]
        #expect(rows?.count ?? 0 > 20, "too few to compare")
    }

    /// While events come in, an engine publishes what follows from those that it has seen so far.
    /// How many revisions an alert goes through, and the score when the last one was written, then
    /// depend on the moments at which it looked; these, and the status that tells a first revision
    /// from a later one, are left out. All else is compared.
    @Test func `events that come in live leave the same alerts on both, but for their revisions`()
        throws
    {
        var faces: [[Alert]] = []
        for place in Place.allCases {
            let home = try Home(place)
            let serving = try home.serve()
            for start in stride(from: 0, to: events.count, by: 1_500) {
                let some = Array(events[start..<min(start + 1_500, events.count)])
                let answer = try serving.post(Records.batch(some), type: Connection.batch)
                #expect(answer.status == 202)
            }
            try home.waitUntilLevel()
            #expect(try serving.stop() == 0)
            try home.checkHealth("\(place)")
            let rows = try #require(
                try JSONSerialization.jsonObject(with: alerts(home)) as? [Any])
            faces.append(
                try rows.map { row in
                    var alert = try AlertDecoder().decode(
                        Array(try JSONSerialization.data(withJSONObject: row)))
                    alert.revision = 0
                    alert.status = .open
                    alert.score = 0
                    return alert
                })
        }
        #expect(faces[0] == faces[1], "seed \(Self.seed)")
        #expect(faces[0].count > 20, "too few to compare")
    }
}

extension Home {
    /// Waits until an engine has dealt with everything on the record topics.
    func waitUntilLevel() throws {
        let isLevel = try waitUntil {
            try !run("alerts").errors.contains("records wait for an engine")
        }
        #expect(isLevel, "records still wait for an engine")
    }
}
