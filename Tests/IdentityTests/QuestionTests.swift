import Identity
import Testing

@Suite struct QuestionTests {
    @Test func `the most consequential question comes first`() throws {
        let council = SmallCouncil(households: 60, seed: 4)
        var register = try Register.empty()
        for record in council.records { register.put(record.description, as: record.id) }
        let worths = register.questions.map(\.worth)
        #expect(worths.count > 3 && worths == worths.sorted(by: >))
    }

    @Test func `answers end, and with true answers nothing wrong is joined by them`() throws {
        let council = SmallCouncil(households: 60, seed: 5)
        var register = try Register.empty()
        for record in council.records { register.put(record.description, as: record.id) }
        let child = Dictionary(uniqueKeysWithValues: council.records.map { ($0.id, $0.child) })
        let before = wrongPairs(register, child)
        var asked = 0
        while let question = register.questions.first, asked < 1_000 {
            asked += 1
            let same = child[question.one] == child[question.other]
            register.decide(
                Decision(
                    id: "\(asked)", time: Int64(asked), same ? .same : .different, question.one,
                    question.other))
        }
        #expect(register.questions.isEmpty && asked < council.records.count)
        #expect(wrongPairs(register, child) <= before)
    }

    private func wrongPairs(_ register: Register, _ child: [String: Int]) -> Int {
        register.clusters.reduce(0) { $0 + Set($1.map { child[$0] }).count - 1 }
    }

    @Test func `an explanation holds codes and no value`() throws {
        let other = Description.tobias.told(by: "school") { $0.given = "Tobiaz" }
        let register = try Register.of(.tobias, other)
        let evidence = try #require(register.evidence("a", "b"))
        let text = "\(evidence)"
        for value in ["Tobi", "Farn", "Lark", "NW7", "2015"] { #expect(!text.contains(value)) }
        #expect(evidence.findings.codes == ["sameSex"])
        #expect(register.evidence("a", "nobody") == nil)
    }

    @Test func `the order of the two does not change what is said of them`() throws {
        let council = SmallCouncil(households: 7, seed: 6)
        var register = try Register.empty()
        for record in council.records { register.put(record.description, as: record.id) }
        for one in council.records {
            for other in council.records where one.id != other.id {
                #expect(
                    register.evidence(one.id, other.id) == register.evidence(other.id, one.id))
            }
        }
    }
}
