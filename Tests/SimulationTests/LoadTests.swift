import Casework
import Simulation
import Testing

@Suite struct LoadTests {
    @Test(
        "A load has as many events as asked for, over the years asked for",
        arguments: [1, 100, 20_000])
    func count(events: Int) {
        let load = Simulation.load(events: events, years: 4, seed: 2)
        #expect(load.count == events)
        #expect(zip(load, load.dropFirst()).allSatisfy { $0.time <= $1.time })
        #expect(load.allSatisfy { London.day(of: $0.time) <= Simulation.lastDay })
    }

    @Test("A load is about as many children as asked for", arguments: [4_000, 12_000])
    func children(count: Int) {
        let load = Simulation.load(events: 30_000, children: count, years: 5, seed: 2)
        let found = Set(load.map(\.childID)).count
        #expect(abs(Double(found) / Double(count) - 1) < 0.1, "\(found) children")
    }

    @Test func `The last day is the end of the statistical year 2025/26`() {
        #expect(Simulation.lastDay == Day(year: 2026, month: 3, day: 31))
    }
}
