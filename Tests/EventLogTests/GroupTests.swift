import EventLog
import Patience
import Testing

@Suite("A group shares out its partitions", .waits)
struct GroupTests {
    @Test(arguments: Backend.here)
    func `a member alone gets every partition and then the records`(on backend: Backend) throws {
        let bench = try backend.bench(letters, parcels)
        _ = try bench.log.appendAndWait((0..<20).map { letter("\($0)", key: "\($0)") })
        let member = try Following(bench.log, "readers", topics: [letters, parcels])
        try pump(member) { member.owned.count == 6 && member.records.count == 20 }
        #expect(member.owned == Set(letters.all + parcels.all))
        #expect(member.records.count == 20)
    }

    @Test(arguments: Backend.here)
    func `before it has begun a member gets no records`(on backend: Backend) throws {
        let bench = try backend.bench(letters)
        _ = try bench.log.appendAndWait([letter("x")])
        let member = try bench.log.join("readers", topics: [letters])
        var assigned = false
        while !assigned {
            if case .assigned = try member.next(atMost: 1, waiting: .seconds(1)) { assigned = true }
        }
        guard case .records(let none) = try member.next(atMost: 1, waiting: .zero) else {
            Issue.record("an assigned member is told of nothing but records")
            return
        }
        #expect(none == [])
    }

    @Test(arguments: Backend.here)
    func `a group goes on where it committed, also after the log was closed`(
        on backend: Backend
    ) throws {
        let bench = try backend.bench(letters)
        let positions = try bench.log.appendAndWait((0..<10).map { letter("\($0)") })
        let partition = positions[0].partition
        #expect(try bench.log.committed(by: "readers") == [:])
        let member = try Following(bench.log, "readers", topics: [letters])
        try pump(member) { !member.owned.isEmpty }
        try member.commit([partition: positions[3].offset])
        try member.commit([partition: positions[4].offset])
        try bench.reopen()
        #expect(try bench.log.committed(by: "readers") == [partition: positions[4].offset])
        let next = try Following(bench.log, "readers", topics: [letters])
        try pump(next) { next.records.count == 6 }
        #expect(next.records.map(\.text) == ["4", "5", "6", "7", "8", "9"])
    }

    @Test(arguments: Backend.here)
    func `groups do not touch one another`(on backend: Backend) throws {
        let bench = try backend.bench(letters)
        let position = try bench.log.appendAndWait([letter("x")])[0]
        let one = try Following(bench.log, "readers", topics: [letters])
        let other = try Following(bench.log, "others", topics: [letters])
        try pump(one) { one.records.map(\.text) == ["x"] }
        try one.commit([position.partition: position.offset + 1])
        try pump(other) { other.records.map(\.text) == ["x"] }
        #expect(try bench.log.committed(by: "others") == [:])
        #expect(try bench.log.committed(by: "readers") == [position.partition: 1])
    }

    @Test(arguments: Backend.here)
    func `a partition has one member at a time, and the next when that one leaves`(
        on backend: Backend
    ) throws {
        let bench = try backend.bench(Topic("single", partitions: 1))
        let single = Topic("single", partitions: 1)
        let positions = try bench.log.appendAndWait(
            [letter("a", to: single), letter("b", to: single)])
        let log = bench.log
        let first = try Following(log, "readers", topics: [single])
        try pump(first) { first.records.count == 2 }
        try first.commit([single.all[0]: positions[1].offset])
        let second = try Following(log, "readers", topics: [single])
        try second.step()
        // Not its partition, so its commit is passed over.
        try second.commit([single.all[0]: 99])
        #expect(first.owned.isDisjoint(with: second.owned))
        #expect(try log.committed(by: "readers") == [single.all[0]: positions[1].offset])

        first.member.leave()
        try pump(second) { second.owned == Set(single.all) && !second.records.isEmpty }
        #expect(second.records.map(\.text) == ["b"])
        // Gone, so passed over.
        try first.commit([single.all[0]: 0])
        #expect(try log.committed(by: "readers") == [single.all[0]: positions[1].offset])
        #expect(throws: LogError.closed) { try first.step() }
    }

    @Test(arguments: Backend.here)
    func `members share the partitions out and lose none when one of them leaves`(
        on backend: Backend
    ) throws {
        let bench = try backend.bench(letters)
        let log = bench.log
        let first = try Following(log, "readers", topics: [letters])
        try pump(first) { first.owned == Set(letters.all) }
        let second = try Following(log, "readers", topics: [letters])
        // A log may let a newcomer wait until somebody leaves (the embedded one does).
        try pump(first, second) {
            first.owned.isDisjoint(with: second.owned)
                && first.owned.union(second.owned) == Set(letters.all)
                && (second.owned.count == 2 || backend == .sqlite)
        }
        first.member.leave()
        try pump(second) { second.owned == Set(letters.all) }
        _ = try log.appendAndWait(
            letters.all.map {
                var message = letter("\($0.number)")
                message.partition = $0.number
                return message
            })
        try pump(second) { Set(second.records.map(\.text)).count == letters.partitions }
    }

    @Test(arguments: Backend.here)
    func `interrupt ends a member's wait, whether it has partitions or stands by`(
        on backend: Backend
    ) throws {
        let bench = try backend.bench(letters)
        let log = bench.log
        let first = try Following(log, "readers", topics: [letters])
        try pump(first) { !first.owned.isEmpty }
        let holder = first.member
        let standby = try log.join("readers", topics: [letters])
        for member in [holder, standby] {
            let waiting = OtherThread {
                while true { _ = try member.next(atMost: 1, waiting: .seconds(60)) }
            }
            member.interrupt()
            #expect(throws: LogError.closed) { try waiting.value() }
            #expect(throws: LogError.closed) { try member.next(atMost: 1, waiting: .zero) }
        }
    }

    @Test(arguments: Backend.forgetting)
    func `a member begins nowhere below what is kept`(on backend: Backend) throws {
        let bench = try backend.bench(letters)
        let positions = try bench.log.appendAndWait([letter("a"), letter("b")])
        let partition = positions[0].partition
        try bench.forget(partition, below: positions[1].offset)
        let member = try bench.log.join("readers", topics: [letters])
        while true {
            if case .assigned = try member.next(atMost: 1, waiting: .seconds(1)) { break }
        }
        #expect(
            throws: LogError.positionLost(
                partition, asked: positions[0].offset, first: positions[1].offset)
        ) { try member.begin(at: [partition: positions[0].offset]) }
    }

    @Test(
        arguments: Backend.here, ["", "Upper", "dots.no", "../up", "a/b", "spa ce", "a\nb"])
    func `a group's name is letters, digits and hyphens`(on backend: Backend, name: String) throws {
        let bench = try backend.bench(letters)
        #expect(throws: LogError.self) { try bench.log.join(name, topics: [letters]) }
    }
}
