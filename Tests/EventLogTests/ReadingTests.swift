import EventLog
import Patience
import Testing

@Suite("A reader follows", .waits)
struct ReadingTests {
    @Test(arguments: Backend.here)
    func `a reader starts at the offset it is given and reads each record once`(
        on backend: Backend
    ) throws {
        let bench = try backend.bench(letters)
        let positions = try bench.log.appendAndWait((0..<10).map { letter("\($0)") })
        let reader = try bench.log.reader(from: [positions[6].partition: positions[6].offset])
        #expect(try reader.records(4).map(\.text) == ["6", "7", "8", "9"])
        #expect(try reader.next(atMost: 10, waiting: .zero) == [])
        _ = try bench.log.appendAndWait([letter("10")])
        #expect(try reader.records(1).map(\.text) == ["10"])
    }

    @Test(arguments: Backend.here)
    func `a reader reads the partitions it asked for and no other`(on backend: Backend) throws {
        let bench = try backend.bench(letters, parcels)
        for number in 0..<letters.partitions {
            var message = letter("\(number)")
            message.partition = number
            _ = try bench.log.appendAndWait([message, letter("p", to: parcels)])
        }
        let reader = try bench.log.reader(from: [letters.all[2]: 0, letters.all[1]: 0])
        #expect(Set(try reader.records(2).map(\.text)) == ["1", "2"])
        #expect(try reader.next(atMost: 10, waiting: .zero) == [])
    }

    @Test(arguments: Backend.here)
    func `a call returns no more records than asked`(on backend: Backend) throws {
        let bench = try backend.bench(letters)
        _ = try bench.log.appendAndWait((0..<100).map { letter("\($0)", key: "\($0)") })
        let reader = try bench.log.reader(of: letters)
        var count = 0
        while count < 100 {
            let records = try reader.next(atMost: 7, waiting: .seconds(10))
            #expect((1...7).contains(records.count))
            count += records.count
        }
        #expect(count == 100)
    }

    // On Kafka what one request brought of a partition comes before the next partition's.
    @Test(arguments: [Backend.sqlite])
    func `no partition waits until the others are empty`(on backend: Backend) throws {
        let bench = try backend.bench(letters)
        for partition in letters.all {
            let messages = (0..<1_000).map { number in
                var message = letter("\(number)")
                message.partition = partition.number
                return message
            }
            _ = try bench.log.appendAndWait(messages)
        }
        for atMost in [1, 3, 40] {
            let reader = try bench.log.reader(of: letters)
            var found: [Record] = []
            while found.count < 200 {
                found += try reader.next(atMost: atMost, waiting: .seconds(10))
            }
            let counts = Dictionary(grouping: found, by: \.position.partition).mapValues(\.count)
            #expect(counts.count == letters.partitions, "atMost \(atMost)")
        }
    }

    /// Were it not woken, the first of these calls would outlast the suite. The mock cluster answers
    /// a request for news only when its time is over.
    @Test(arguments: Backend.here.filter { $0 != .mock })
    func `a reader that waits is woken by an append`(on backend: Backend) throws {
        let bench = try backend.bench(letters)
        let reader = try bench.log.reader(of: letters)
        let log = bench.log
        for number in 0..<21 {
            let append = OtherThread { _ = try log.appendAndWait([letter("\(number)")]) }
            #expect(
                try reader.next(atMost: 5, waiting: .seconds(3_600)).map(\.text) == ["\(number)"])
            try append.value()
        }
    }

    @Test(arguments: Backend.here)
    func `interrupt ends the call that waits and every later one`(on backend: Backend) throws {
        let bench = try backend.bench(letters)
        let reader = try bench.log.reader(of: letters)
        let waiting = OtherThread { try reader.next(atMost: 1, waiting: .seconds(60)) }
        reader.interrupt()
        #expect(throws: LogError.closed) { try waiting.value() }
        _ = try bench.log.appendAndWait([letter("x")])
        #expect(throws: LogError.closed) { try reader.next(atMost: 1, waiting: .zero) }
    }

    @Test(arguments: Backend.here)
    func `one reader's interruption is nothing to another`(on backend: Backend) throws {
        let bench = try backend.bench(letters)
        let (one, other) = (try bench.log.reader(of: letters), try bench.log.reader(of: letters))
        one.interrupt()
        _ = try bench.log.appendAndWait([letter("x")])
        #expect(try other.records(1).map(\.text) == ["x"])
    }

    @Test(arguments: Backend.forgetting)
    func `what retention removed is reported and not passed over`(on backend: Backend) throws {
        let bench = try backend.bench(letters)
        let positions = try bench.log.appendAndWait((0..<10).map { letter("\($0)") })
        let partition = positions[0].partition
        let slow = try bench.log.reader(from: [partition: positions[0].offset])
        #expect(try slow.next(atMost: 1, waiting: .seconds(10)).count == 1)
        try bench.forget(partition, below: positions[5].offset)

        let first = positions[5].offset
        #expect(try bench.log.extent(of: [letters])[partition]?.lowerBound == first)
        let lost = LogError.positionLost(partition, asked: positions[4].offset, first: first)
        #expect(throws: lost) {
            try bench.log.reader(from: [partition: positions[4].offset])
        }
        // What was fetched already may still come; nothing is passed over.
        var next = positions[1].offset
        while next < first {
            do {
                for record in try slow.next(atMost: 1, waiting: .seconds(10)) {
                    #expect(record.position.offset == next)
                    next += 1
                }
            } catch {
                #expect(error as? LogError == .positionLost(partition, asked: next, first: first))
                break
            }
        }
        let reader = try bench.log.reader(from: [partition: first])
        #expect(try reader.records(5).map(\.text) == ["5", "6", "7", "8", "9"])
    }

    @Test(arguments: Backend.forgetting)
    func `offsets go on where they were when everything was removed`(on backend: Backend) throws {
        let bench = try backend.bench(letters)
        let last = try bench.log.appendAndWait([letter("a"), letter("b")])[1]
        try bench.forget(last.partition, below: last.offset + 1)
        try bench.reopen()
        let next = try bench.log.appendAndWait([letter("c")])[0]
        #expect(next > last)
        #expect(try bench.log.everything(of: letters).map(\.text) == ["c"])
    }
}
