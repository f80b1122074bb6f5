import EventLog
import Patience
import Testing

@Suite("What is appended is read", .waits)
struct AppendingTests {
    @Test(arguments: Backend.here)
    func `offsets count up from the first record of each partition`(on backend: Backend) throws {
        let bench = try backend.bench(letters)
        let first = try bench.log.appendAndWait([letter("a"), letter("b")])
        let second = try bench.log.appendAndWait([letter("c")])
        let partition = first[0].partition
        #expect((first + second).map(\.partition) == [partition, partition, partition])
        #expect(first[0] < first[1] && first[1] < second[0])
        #expect(try bench.log.extent(of: [letters])[partition]?.upperBound ?? 0 > second[0].offset)
    }

    @Test(arguments: Backend.here)
    func `positions come in the order of the messages`(on backend: Backend) throws {
        let bench = try backend.bench(letters, parcels)
        let messages = (0..<200).map { number in
            letter("\(number)", key: "key \(number)", to: number % 3 == 0 ? parcels : letters)
        }
        let positions = try bench.log.appendAndWait(messages)
        let texts = try bench.log.everything(of: letters, parcels)
            .reduce(into: [Position: String?]()) { $0[$1.position] = $1.text }
        #expect(positions.map { texts[$0] } == (0..<200).map { "\($0)" })
    }

    @Test(arguments: Backend.here)
    func `equal keys keep their order`(on backend: Backend) throws {
        let bench = try backend.bench(letters)
        for batch in 0..<20 {
            _ = try bench.log.appendAndWait(
                (0..<50).map { letter("\(batch * 50 + $0)", key: "child \($0 % 7)") })
        }
        var seen: [String?: Int] = [:]
        for record in try bench.log.everything(of: letters) {
            let number = try #require(record.text.flatMap { Int($0) })
            #expect(number > seen[record.keyText] ?? -1)
            seen[record.keyText] = number
        }
        #expect(seen.count == 7)
    }

    @Test(arguments: Backend.here)
    func `a key goes to the partition that Kafka would choose`(on backend: Backend) throws {
        let bench = try backend.bench(letters)
        let keys = (0..<40).map { "key-\($0)" }
        let positions = try bench.log.appendAndWait(keys.map { letter("v", key: $0) })
        for (key, position) in zip(keys, positions) {
            #expect(
                position.partition.number
                    == Partitioning.partition(of: Array(key.utf8), among: letters.partitions))
        }
        #expect(Set(positions.map(\.partition)).count == letters.partitions)
    }

    @Test(arguments: Backend.here)
    func `a message may name its partition`(on backend: Backend) throws {
        let bench = try backend.bench(letters)
        var message = letter("here")
        for number in 0..<letters.partitions {
            message.partition = number
            #expect(try bench.log.appendAndWait([message])[0].partition.number == number)
        }
        message.partition = letters.partitions
        #expect(throws: LogError.self) { try bench.log.appendAndWait([message]) }
    }

    @Test(arguments: Backend.here)
    func `nothing appended is durable at once`(on backend: Backend) throws {
        let bench = try backend.bench(letters)
        #expect(try bench.log.appendAndWait([]) == [])
    }

    @Test(arguments: Backend.here)
    func `a topic that the log does not have is refused`(on backend: Backend) throws {
        let bench = try backend.bench(letters)
        #expect(throws: LogError.self) { try bench.log.appendAndWait([letter("x", to: parcels)]) }
        #expect(throws: LogError.self) { try bench.log.extent(of: [parcels]) }
        #expect(try bench.log.everything(of: letters) == [])
    }

    @Test(arguments: Backend.here)
    func `an append can be awaited`(on backend: Backend) async throws {
        let bench = try backend.bench(letters)
        let positions = try await bench.log.append([letter("a"), letter("b")])
        #expect(positions.count == 2)
    }

    @Test(arguments: Backend.here)
    func `concurrent appends lose nothing and keep each writer's order`(
        on backend: Backend
    ) throws {
        let bench = try backend.bench(letters)
        let log = bench.log
        let writers = (0..<8).map { writer in
            OtherThread {
                for batch in 0..<25 {
                    let messages = (0..<10).map {
                        letter("\(batch * 10 + $0)", key: "writer \(writer)")
                    }
                    // Most do not wait, so that groups form; the last one does, after all others.
                    if batch % 8 == 0 {
                        _ = try log.appendAndWait(messages)
                    } else {
                        log.append(messages) { _ in }
                    }
                }
            }
        }
        for writer in writers { try writer.value() }
        let records = try log.everything(of: letters)
        #expect(records.count == 8 * 250)
        let texts = Dictionary(grouping: records, by: \.keyText).mapValues { $0.map(\.text) }
        #expect(texts.count == 8)
        for own in texts.values { #expect(own == (0..<250).map { "\($0)" }) }
    }
}
