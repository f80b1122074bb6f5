import Identity
import Testing

/// A council whose truth is known.
@Suite struct KnownTruthTests {
    @Test func `strangers are one person although a name changed, which children never are`() throws
    {
        let one = Description(
            given: "Alexa", family: "Vatavuk", born: "1962-08-25",
            address: "8 Tytherleigh Street, Casino", postcode: "4670")
        var other = one
        other.given = "Kaela"
        for (population, people) in [(MatchingPopulation.strangers, 1), (.children, 2)] {
            var register = try Register.empty(population)
            register.put(one, as: "a")
            register.put(other, as: "b")
            #expect(register.clusters.count == people)
        }
    }

    @Test func `nearly all records of a council find their child and nearly no other`() throws {
        let council = SmallCouncil(households: 300, seed: 7)
        var register = try Register.empty()
        for record in council.records { register.put(record.description, as: record.id) }
        let child = Dictionary(uniqueKeysWithValues: council.records.map { ($0.id, $0.child) })
        var (joined, right, possible) = (0, 0, 0)
        for cluster in register.clusters {
            for (index, one) in cluster.enumerated() {
                for other in cluster[(index + 1)...] {
                    joined += 1
                    if child[one] == child[other] { right += 1 }
                }
            }
        }
        for records in Dictionary(grouping: council.records, by: \.child).values {
            possible += records.count * (records.count - 1) / 2
        }
        #expect(Double(right) / Double(joined) > 0.97)
        #expect(Double(right) / Double(possible) > 0.7)
    }
}
