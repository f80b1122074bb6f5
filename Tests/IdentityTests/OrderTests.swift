import Identity
import Testing

/// Arrival does not matter: the same descriptions and decisions give the same people.
@Suite struct OrderTests {
    @Test func `every order of a few records of twins and a short name gives the same people`()
        throws
    {
        let twin = Description.tobias
        let records = [
            ("a", twin.told(by: "health") { $0.given = "Alexander" }),
            ("b", twin.told(by: "health") { $0.given = "Alexandra" }),
            ("c", twin.told(by: "school") { $0.given = "Alex" }),
            ("d", twin.told(by: "case") { $0.given = "Alexander James" }),
            ("e", twin.told(by: "police") { ($0.given, $0.born) = ("", "") }),
        ]
        var pictures: Set<String> = []
        for order in permutations(of: Array(records.indices)) {
            var register = try Register.empty()
            for index in order { register.put(records[index].1, as: records[index].0) }
            pictures.insert(register.picture)
        }
        #expect(pictures.count == 1)
    }

    @Test func `a hundred shuffles of a council with repeats give the same people`() throws {
        let council = SmallCouncil(households: 10, seed: 1)
        var register = try Register.empty()
        for record in council.records { register.put(record.description, as: record.id) }
        let expected = register.picture
        for seed in 0..<100 as Range<UInt64> {
            var dice = Dice(seed)
            var shuffled = try Register.empty()
            for record in council.records.shuffled(using: &dice) {
                shuffled.put(record.description, as: record.id)
                if dice.chance(10) { shuffled.put(record.description, as: record.id) }
            }
            #expect(shuffled.picture == expected, "seed \(seed)")
        }
    }

    @Test func `corrections, retractions and decisions on the way leave no trace`() throws {
        let council = SmallCouncil(households: 16, seed: 2)
        for seed in 0..<30 as Range<UInt64> {
            var dice = Dice(seed)
            let decisions = SomeDecisions(council, seed: seed).decisions
            var direct = try Register.empty()
            for record in council.records { direct.put(record.description, as: record.id) }
            for decision in decisions { direct.decide(decision) }
            var roundabout = try Register.empty()
            var early = decisions.shuffled(using: &dice)
            for record in council.records.shuffled(using: &dice) {
                if dice.chance(30) {
                    roundabout.put(dice.one(of: council.records).description, as: record.id)
                }
                if dice.chance(20) { roundabout.remove(dice.one(of: council.records).id) }
                if dice.chance(50), let decision = early.popLast() { roundabout.decide(decision) }
            }
            for record in council.records.shuffled(using: &dice) {
                roundabout.put(record.description, as: record.id)
                if dice.chance(30), let decision = decisions.first { roundabout.decide(decision) }
            }
            for decision in early { roundabout.decide(decision) }
            #expect(roundabout.picture == direct.picture, "seed \(seed)")
        }
    }

    @Test func `what changes says is what the people are afterwards`() throws {
        let council = SmallCouncil(households: 12, seed: 3)
        var register = try Register.empty()
        var told: [String: String] = [:]
        var dice = Dice(3)
        for step in 0..<300 {
            let record = dice.one(of: council.records)
            let changes =
                dice.chance(25)
                ? register.remove(record.id)
                : register.put(dice.one(of: council.records).description, as: record.id)
            for change in changes {
                #expect(told[change.id] == change.before, "step \(step)")
                told[change.id] = change.now
            }
            for record in council.records {
                #expect(register.person(of: record.id) == told[record.id], "step \(step)")
            }
        }
    }

    private func permutations(of items: [Int]) -> [[Int]] {
        guard items.count > 1 else { return [items] }
        return items.indices.flatMap { index in
            var rest = items
            let item = rest.remove(at: index)
            return permutations(of: rest).map { [item] + $0 }
        }
    }
}

/// Decisions about records of a council, some of which contradict others or are taken back.
struct SomeDecisions {
    private(set) var decisions: [Decision] = []

    init(_ council: SmallCouncil, seed: UInt64) {
        var dice = Dice(seed &+ 1_000)
        for number in 0..<25 {
            let one = dice.one(of: council.records)
            let near = council.records.filter { abs($0.child - one.child) <= 1 && $0.id != one.id }
            guard !near.isEmpty else { continue }
            decisions.append(
                Decision(
                    id: "d\(number)", time: Int64.random(in: 0...9, using: &dice),
                    dice.one(of: Decision.Verdict.allCases), one.id, dice.one(of: near).id))
        }
    }
}
