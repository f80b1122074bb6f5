import Casework
import Contract
import Engine
import EventLog
import Simulation
import Testing

@Suite("A child to whom a system has given the records of many")
struct LongStoryTests {
    private static let today = London.day(of: Bench.evening)

    private func events(_ numbers: Range<Int>, version: Int64 = 0) -> [Event] {
        numbers.map { number in
            let day = CaseDate(Self.today - number % 400)
            return Event(
                id: "\(number).\(version)", source: "test",
                time: London.moment(day.day).advanced(milliseconds: version),
                childID: ChildID("UNKNOWN"),
                fact: .contact(
                    Contact(
                        id: RecordID("K\(number)"), receivedAt: day,
                        source: number.isMultiple(of: 2) ? .police : .school,
                        outcome: version == 0 ? nil : .informationAndAdvice)))
        }
    }

    @Test("Events that come to it one by one, many at once and again lead to what the records say")
    func levels() throws {
        let bench = try Bench()
        let engine = try bench.engine()
        try bench.publish(events(0..<2_100))
        try bench.settle(engine)
        #expect(try bench.standing() == bench.oracle())
        // A few, which are put into the chronology that is kept; many; a few again; and repeats.
        for some in [
            events(2_100..<2_101), events(2_101..<2_140), events(2_140..<2_400),
            events(0..<20, version: 1), events(10..<300, version: 2), events(0..<2_400),
        ] {
            try bench.publish(some)
            try bench.settle(engine)
            let oracle = try bench.oracle()
            #expect(try bench.standing() == oracle)
        }
        #expect(engine.status.repeats == 2_400)
        #expect(engine.status.children == 1)
    }

    @Test("Every event sent again is known to be a repeat, and touches nobody")
    func repeats() throws {
        let bench = try Bench()
        let engine = try bench.engine()
        let all = events(0..<3_000) + events(0..<500, version: 1)
        try bench.publish(all)
        try bench.settle(engine)
        let appraisals = engine.status.appraisals
        try bench.publish(all)
        try bench.settle(engine)
        #expect(engine.status.repeats == all.count)
        #expect(engine.status.appraisals == appraisals)
    }
}
