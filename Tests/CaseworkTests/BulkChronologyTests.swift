import Casework
import Simulation
import Testing

@Suite("A chronology made at once")
struct BulkChronologyTests {
    /// Few names, times and contents, so that everything clashes with everything.
    private func clashes(_ count: Int, _ random: inout RandomSource) -> [Event] {
        (0..<count).map { _ in
            let number = Int.random(in: 0...5, using: &random)
            let day = Day(number: Int32.random(in: 20_000...20_002, using: &random))
            return Event(
                id: "e\(Int.random(in: 0...max(2, count / 3), using: &random))",
                source: Bool.random(using: &random) ? "one" : "other",
                time: Moment(milliseconds: Int64.random(in: 0...3, using: &random)),
                childID: ChildID("C-1"),
                fact: number == 0
                    ? .retraction(
                        Retraction(record: RecordReference(.contact, RecordID("1")), reason: "x"))
                    : .contact(
                        Contact(
                            id: RecordID("\(number)"), receivedAt: CaseDate(day), source: .police)))
        }
    }

    @Test("It is the one that taking in one by one leads to", arguments: [3, 20, 63, 200])
    func same(count: Int) {
        for seed in UInt64(0)..<60 {
            var random = RandomSource(seed: seed)
            let events = clashes(count, &random)
            var oneByOne = Chronology()
            for event in events { oneByOne.insert(event) }
            #expect(Chronology(events) == oneByOne, "seed \(seed)")
            #expect(Chronology(events.shuffled(using: &random)) == oneByOne, "seed \(seed)")
            // It goes on as it would have.
            var goesOn = Chronology(events)
            for event in clashes(10, &random) {
                #expect(goesOn.insert(event) == oneByOne.insert(event), "seed \(seed)")
            }
            #expect(goesOn == oneByOne, "seed \(seed)")
        }
    }
}
