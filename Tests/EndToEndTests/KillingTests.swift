import Caseloads
import Casework
import Contract
import EventLog
import Events
import Foundation
import Patience
import Synchronization
import Simulation
import Testing

/// The server is killed in the middle of its work, again and again.
@Suite(.waits) struct KillingTests {
    /// The ids of events that were answered 202.
    private final class Accepted: Sendable {
        private let ids = Mutex<Set<String>>([])
        func add(_ events: [Event]) { ids.withLock { $0.formUnion(events.map(\.id)) } }
        var all: Set<String> { ids.withLock { $0 } }
        var count: Int { all.count }
    }

    /// Posts until the server is gone: events one by one, or in batches; what a log that is slow for a
    /// moment does not take (503), again.
    private func load(_ serving: Serving, _ name: String, batches: Bool, _ accepted: Accepted)
        -> Thread
    {
        let (port, keys) = (serving.port, serving.keys)
        let thread = Thread {
            guard let connection = try? Connection(to: port, with: keys) else { return }
            for number in 0... {
                let events = Records.threeContacts(of: "CH-\(name)-\(number)")
                for part in batches ? [events] : events.map({ [$0] }) {
                    var status = 503
                    while status == 503 {
                        let answer = try? connection.post(
                            batches ? Records.batch(part) : EventEncoder.encode(part[0]),
                            type: batches ? Connection.batch : Connection.single)
                        status = answer?.status ?? 0
                    }
                    guard status == 202 else { return }
                    accepted.add(part)
                }
            }
        }
        thread.start()
        return thread
    }

    @Test(arguments: Place.here)
    func `what was answered 202 is there after every kill, and nothing contradicts itself`(
        _ place: Place
    ) throws {
        let home = try Home(place)
        let seed: UInt64 = 11
        var random = RandomSource(seed: seed)
        let accepted = Accepted()
        for round in 0..<5 {
            let serving = try home.serve(ready: round.isMultiple(of: 2))
            let threads = (0..<4).map {
                load(serving, "\(round)-\($0)", batches: $0.isMultiple(of: 2), accepted)
            }
            let enough = accepted.count + Int.random(in: 1...150, using: &random)
            #expect(waitUntil { accepted.count >= enough }, "seed \(seed), round \(round)")
            serving.kill()
            #expect(waitUntil { threads.allSatisfy(\.isFinished) })
        }

        let serving = try home.serve()
        try home.checkHealth("seed \(seed), at work:")
        #expect(try serving.stop() == 0)
        try home.checkHealth("seed \(seed), afterwards:")

        let log = try home.log()
        defer { log.close() }
        let ids = try Reading.events(of: log).map(\.id)
        let lost = accepted.all.subtracting(ids)
        #expect(lost.isEmpty, "seed \(seed): \(lost.count) of \(accepted.count) events lost")
        try checkAlerts(of: log, seed: seed)
    }

    /// Every alert's revisions count up from 1 without a gap, none is said twice with different
    /// contents, and every child with three contacts has one that stands.
    private func checkAlerts(of log: any EventLog, seed: UInt64) throws {
        let alerts = try Reading.alerts(of: log)
        for (id, revisions) in Dictionary(grouping: alerts, by: \.id) {
            for (number, same) in Dictionary(grouping: revisions, by: \.revision) {
                #expect(Set(same).count == 1, "seed \(seed): \(id) has two revisions \(number)")
            }
            #expect(Set(revisions.map(\.revision)) == Set(1...revisions.count), "seed \(seed)")
        }
        let complete = Dictionary(grouping: try Reading.events(of: log), by: \.childID)
            .filter { Set($0.value.map(\.fact.record)).count == 3 }
        let alerted = Set(
            alerts.filter { $0.rule == ContactsWithoutResponse.name }.map(\.childID))
        #expect(complete.count > 5)
        #expect(alerted == Set(complete.keys), "seed \(seed)")
    }
}
