import Identity
import Testing

/// A person's word holds until a person takes it back.
@Suite struct DecisionTests {
    private let systems = ["a", "b", "c", "d", "e"]

    /// Five records of one child.
    private func five() throws -> Register {
        var register = try Register.empty()
        for system in systems {
            register.put(Description.tobias.told(by: "system \(system)"), as: system)
        }
        return register
    }

    private func pairs(of items: [String]) -> [(String, String)] {
        items.indices.flatMap { index in items[(index + 1)...].map { (items[index], $0) } }
    }

    @Test func `not the same splits a cluster of five between any two and nowhere else`() throws {
        let whole = try five()
        #expect(whole.clusters == [systems])
        for (one, other) in pairs(of: systems) {
            var register = whole
            register.decide(Decision(id: "1", time: 1, .different, one, other))
            let rest = systems.filter { $0 != one && $0 != other }
            #expect(register.person(of: one) != register.person(of: other))
            #expect(Set(rest.map { register.person(of: $0) }).count == 1, "\(one) \(other)")
        }
    }

    @Test func `taking it back restores what was before to the byte`() throws {
        let whole = try five()
        for (one, other) in pairs(of: systems) {
            var register = whole
            register.decide(Decision(id: "1", time: 1, .different, one, other))
            register.decide(Decision(id: "2", time: 2, .takenBack, other, one))
            #expect(register.picture == whole.picture)
        }
    }

    @Test func `everyone told apart from everyone leaves five people and no question`() throws {
        var register = try five()
        for (index, pair) in pairs(of: systems).enumerated() {
            register.decide(
                Decision(id: "\(index)", time: 1, .different, pair.0, pair.1))
        }
        #expect(register.clusters.count == 5 && register.questions.isEmpty)
    }

    @Test func `the same joins what a veto forbids`() throws {
        let child = Description.tobias
        var register = try Register.of(child, child.told(by: "school") { $0.given = "Poppy" })
        #expect(register.clusters.count == 2)
        register.decide(Decision(id: "1", time: 1, .same, "a", "b"))
        #expect(register.clusters.count == 1)
    }

    @Test func `the same excuses the difference it spoke about for the rest of the cluster`()
        throws
    {
        let child = Description.tobias
        let other = child.told(by: "school") { $0.given = "Poppy" }
        var register = try Register.of(
            child, other, child.told(by: "case"), other.told(by: "police"))
        register.decide(Decision(id: "1", time: 1, .same, "a", "b"))
        #expect(register.clusters == [["a", "b", "c", "d"]])
    }

    @Test func `a decision about records that are not there yet counts when they come`() throws {
        var register = try Register.empty()
        register.decide(Decision(id: "1", time: 1, .different, "a", "b"))
        #expect(register.clusters.isEmpty && register.person(of: "a") == nil)
        register.put(.tobias, as: "a")
        register.put(Description.tobias.told(by: "school"), as: "b")
        #expect(register.clusters == [["a"], ["b"]])
    }

    @Test func `of two decisions about a pair the later counts, whichever comes first`() throws {
        let earlier = Decision(id: "1", time: 1, .different, "a", "b")
        let later = Decision(id: "2", time: 2, .same, "b", "a")
        for order in [[earlier, later], [later, earlier]] {
            var register = try Register.of(.tobias, Description.tobias.told(by: "school"))
            for decision in order { register.decide(decision) }
            #expect(register.clusters.count == 1)
        }
    }

    @Test
    func `the newer of two contradicting decisions wins and the older is said to be hindered`()
        throws
    {
        let child = Description.tobias
        var register = try Register.of(
            child, child.told(by: "school"), child.told(by: "case"))
        register.decide(Decision(id: "1", time: 1, .same, "a", "b"))
        register.decide(Decision(id: "2", time: 2, .same, "b", "c"))
        register.decide(Decision(id: "3", time: 3, .different, "a", "c"))
        #expect(register.person(of: "b") == register.person(of: "c"))
        #expect(register.person(of: "a") != register.person(of: "b"))
        #expect(register.hindrance("a", "b") == .contradiction)
    }

    @Test func `a record told apart from itself changes nothing`() throws {
        var register = try five()
        let before = register.picture
        #expect(register.decide(Decision(id: "1", time: 1, .different, "a", "a")).isEmpty)
        #expect(register.picture == before)
    }
}
