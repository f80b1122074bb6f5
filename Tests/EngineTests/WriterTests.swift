import Casework
import Contract
import Engine
import EventLog
import Simulation
import Testing

/// The alerts topic shows which engine wrote what, and under which assignment.
@Suite struct WriterTests {
    /// The writers of all revisions, in the order of the log.
    private func writers(_ bench: Bench) throws -> [[Substring]] {
        try bench.records(of: Contract.alerts).map { record in
            let header = try #require(record.header(AlertWriter.header))
            return String(decoding: header, as: UTF8.self).split(separator: "/")
        }
    }

    @Test func `every revision names its process, its assignment and its append`() throws {
        let bench = try Bench()
        let events = bench.history(of: 3_000, years: 3, seed: 11)
        let (first, rest) = (events.enumerated().filter { !$0.offset.isMultiple(of: 3) }, events)
        try bench.publish(first.map(\.element))
        let engine = try bench.engine()
        try bench.settle(engine)
        let before = try writers(bench)
        #expect(Set(before.map { $0[0] }).count == 1 && before.count > 5)
        #expect(Set(before.map { $0[1] }).count == 1)
        engine.stop()
        try engine.run()

        bench.clock.now = bench.clock.now.advanced(milliseconds: 1)
        try bench.publish(rest)
        try bench.settle(try bench.engine())
        let since = try writers(bench).compactMap { Int64($0[1]) }
        #expect(Set(since).count == 2)
        #expect(try writers(bench).allSatisfy { (Int($0[2]) ?? 0) > 0 })
    }
}
