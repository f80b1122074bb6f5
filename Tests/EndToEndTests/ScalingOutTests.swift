import Contract
import Engine
import EventLog
import Events
import Foundation
import Patience
import Testing

/// On Kafka several engines share the work, and cover for each other.
@Suite(.enabled(if: Broker.bootstrap != nil, "\(Broker.missing)"), .waits)
struct ScalingOutTests {
    private let home: Home

    init() throws { home = try Home(.kafka) }

    private func post(_ numbers: ClosedRange<Int>, to door: Serving) throws {
        for number in numbers {
            let batch = Records.batch(Records.threeContacts(of: "CH-\(number)"))
            #expect(try door.post(batch, type: Connection.batch).status == 202)
        }
    }

    private func standing(_ board: Serving) throws -> Int {
        let answer = try board.get("/alerts")
        let all = try JSONSerialization.jsonObject(with: Data(answer.body)) as? [String: Any]
        return (all?["alerts"] as? [Any])?.count ?? -1
    }

    /// The processes that wrote alerts, each with the partitions that it wrote last.
    private func writers() throws -> [String: Set<Int>] {
        var last: [Int: String] = [:]
        for record in try home.withLog({ try Reading.records(of: $0, [Contract.alerts]) }) {
            let header = try #require(record.header(AlertWriter.header))
            last[record.position.partition.number] =
                String(decoding: header.prefix { $0 != UInt8(ascii: "/") }, as: UTF8.self)
        }
        return Dictionary(grouping: last.keys) { last[$0] ?? "" }.mapValues(Set.init)
    }

    @Test func `two engines share the partitions, and whoever is left takes all`() throws {
        let front = try home.serve("--roles", "intake,board")
        let first = try home.serve("--roles", "engine")
        let second = try home.serve("--roles", "engine")
        try first.waitUntilReady()
        try post(1...60, to: front)
        #expect(try waitUntil { try standing(front) == 60 })
        #expect(try writers().map(\.value.count).sorted() == [6, 6])

        // Killed, it is missed when its session is over; the other rebuilds and goes on.
        second.kill()
        try post(61...120, to: front)
        #expect(try waitUntil { try standing(front) == 120 })
        #expect(try writers().map(\.value.count) == [12])

        // Asked to end, it gives its partitions back itself: nobody waits for its session, which
        // would be longer than this test's patience.
        let patient = try home.serve("--roles", "engine", session: 60_000)
        #expect(try first.stop() == 0)
        try patient.waitUntilReady()
        let third = try home.serve("--roles", "engine")
        #expect(try patient.stop() == 0)
        try post(121...180, to: front)
        #expect(try waitUntil { try standing(front) == 180 })
        for serving in [third, front] { #expect(try serving.stop() == 0) }
        try home.checkHealth()
    }
}
