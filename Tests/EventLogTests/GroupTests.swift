import EventLog
import Testing

@Suite("A group shares out its partitions")
struct GroupTests {
    /// Calls `next` until the member has partitions, and begins where the group left off.
    private func start(_ member: any GroupMember, on log: any EventLog) throws -> [Partition] {
        for _ in 0..<100 {
            guard case .assigned(let partitions) = try member.next(atMost: 1, waiting: .seconds(1))
            else { continue }
            let committed = try log.committed(by: "readers")
            try member.begin(
                at: Dictionary(uniqueKeysWithValues: partitions.map { ($0, committed[$0] ?? 0) }))
            return partitions
        }
        throw Starved()
    }

    private struct Starved: Error {}

    private func records(_ member: any GroupMember, _ count: Int) throws -> [Record] {
        var found: [Record] = []
        while found.count < count {
            guard case .records(let more) = try member.next(atMost: 100, waiting: .seconds(10)),
                !more.isEmpty
            else { break }
            found += more
        }
        return found
    }

    @Test(arguments: Backend.allCases)
    func `a member alone gets every partition and then the records`(on backend: Backend) throws {
        let bench = try backend.bench(letters, parcels)
        _ = try bench.log.appendAndWait((0..<20).map { letter("\($0)", key: "\($0)") })
        let member = try bench.log.join("readers", topics: [letters, parcels])
        #expect(try start(member, on: bench.log).sorted() == (letters.all + parcels.all).sorted())
        #expect(try records(member, 20).count == 20)
    }

    @Test(arguments: Backend.allCases)
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

    @Test(arguments: Backend.allCases)
    func `a group goes on where it committed, also after the log was closed`(
        on backend: Backend
    ) throws {
        let bench = try backend.bench(letters)
        let positions = try bench.log.appendAndWait((0..<10).map { letter("\($0)") })
        let partition = positions[0].partition
        #expect(try bench.log.committed(by: "readers") == [:])
        let member = try bench.log.join("readers", topics: [letters])
        _ = try start(member, on: bench.log)
        try member.commit([partition: positions[3].offset])
        try member.commit([partition: positions[4].offset])
        try bench.reopen()
        #expect(try bench.log.committed(by: "readers") == [partition: positions[4].offset])
        let next = try bench.log.join("readers", topics: [letters])
        _ = try start(next, on: bench.log)
        #expect(try records(next, 6).map(\.text) == ["4", "5", "6", "7", "8", "9"])
    }

    @Test(arguments: Backend.allCases)
    func `groups do not touch one another`(on backend: Backend) throws {
        let bench = try backend.bench(letters)
        let position = try bench.log.appendAndWait([letter("x")])[0]
        let one = try bench.log.join("readers", topics: [letters])
        let other = try bench.log.join("others", topics: [letters])
        _ = try start(one, on: bench.log)
        _ = try start(other, on: bench.log)
        try one.commit([position.partition: position.offset + 1])
        #expect(try records(other, 1).map(\.text) == ["x"])
        #expect(try bench.log.committed(by: "others") == [:])
        #expect(try records(one, 1).map(\.text) == ["x"])
    }

    @Test(arguments: Backend.allCases)
    func `a partition has one member at a time, and the next when that one leaves`(
        on backend: Backend
    ) throws {
        let bench = try backend.bench(Topic("single", partitions: 1))
        let single = Topic("single", partitions: 1)
        let positions = try bench.log.appendAndWait(
            [letter("a", to: single), letter("b", to: single)])
        let log = bench.log
        let first = try log.join("readers", topics: [single])
        _ = try start(first, on: log)
        let second = try log.join("readers", topics: [single])
        guard case .records(let none) = try second.next(atMost: 9, waiting: .milliseconds(60))
        else {
            Issue.record("the partition has a member already")
            return
        }
        #expect(none == [])
        // Not its partition, so its commit is passed over.
        try second.commit([single.all[0]: 99])

        #expect(try records(first, 2).count == 2)
        try first.commit([single.all[0]: positions[1].offset])
        let waiting = OtherThread { try second.next(atMost: 9, waiting: .seconds(30)) }
        first.leave()
        guard case .assigned(let partitions) = try waiting.value() else {
            Issue.record("the second member takes over")
            return
        }
        #expect(partitions == single.all)
        #expect(try log.committed(by: "readers") == [single.all[0]: positions[1].offset])
        try second.begin(at: log.committed(by: "readers"))
        #expect(try records(second, 1).map(\.text) == ["b"])
        // Gone, so passed over.
        try first.commit([single.all[0]: 0])
        #expect(try log.committed(by: "readers") == [single.all[0]: positions[1].offset])
        #expect(throws: LogError.closed) { try first.next(atMost: 1, waiting: .zero) }
    }

    @Test(arguments: Backend.allCases)
    func `interrupt ends a member's wait, whether it has partitions or stands by`(
        on backend: Backend
    ) throws {
        let bench = try backend.bench(letters)
        let log = bench.log
        let holder = try log.join("readers", topics: [letters])
        _ = try start(holder, on: log)
        let standby = try log.join("readers", topics: [letters])
        for member in [holder, standby] {
            let waiting = OtherThread { _ = try member.next(atMost: 1, waiting: .seconds(60)) }
            member.interrupt()
            #expect(throws: LogError.closed) { try waiting.value() }
            #expect(throws: LogError.closed) { try member.next(atMost: 1, waiting: .zero) }
        }
    }

    @Test(arguments: Backend.allCases)
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
        arguments: Backend.allCases, ["", "Upper", "dots.no", "../up", "a/b", "spa ce", "a\nb"])
    func `a group's name is letters, digits and hyphens`(on backend: Backend, name: String) throws {
        let bench = try backend.bench(letters)
        #expect(throws: LogError.self) { try bench.log.join(name, topics: [letters]) }
    }
}
