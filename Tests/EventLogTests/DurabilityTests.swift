import EventLog
import Patience
import Synchronization
import Testing

@Suite("What was reported durable stays", .waits)
struct DurabilityTests {
    @Test(arguments: Backend.here)
    func `a log opened again holds what the first held`(on backend: Backend) throws {
        let bench = try backend.bench(letters, parcels)
        _ = try bench.log.appendAndWait(
            (0..<500).map { letter("\($0)", key: "\($0)", to: $0 % 2 == 0 ? letters : parcels) })
        let before = Set(try bench.log.everything(of: letters, parcels))
        try bench.reopen()
        #expect(Set(try bench.log.everything(of: letters, parcels)) == before)
        #expect(before.count == 500)
    }

    @Test(arguments: Backend.here)
    func `close finishes the appends that wait`(on backend: Backend) throws {
        let bench = try backend.bench(letters)
        let durable = Mutex<[Position]>([])
        for number in 0..<200 {
            bench.log.append([letter("\(number)")]) { result in
                if let positions = try? result.get() { durable.withLock { $0 += positions } }
            }
        }
        try bench.reopen()
        #expect(durable.withLock(\.count) == 200)
        #expect(try bench.log.everything(of: letters).map(\.text) == (0..<200).map { "\($0)" })
    }

    @Test(arguments: Backend.here)
    func `a closed log refuses every call`(on backend: Backend) throws {
        let bench = try backend.bench(letters)
        let reader = try bench.log.reader(of: letters)
        let member = try bench.log.join("readers", topics: [letters])
        let log = bench.log
        log.close()
        log.close()
        #expect(throws: LogError.closed) { try log.appendAndWait([letter("x")]) }
        #expect(throws: LogError.closed) { try log.extent(of: [letters]) }
        #expect(throws: LogError.closed) { try log.committed(by: "readers") }
        #expect(throws: LogError.closed) { try log.reader(from: [:]) }
        #expect(throws: LogError.closed) { try log.join("readers", topics: [letters]) }
        #expect(throws: LogError.closed) { try reader.next(atMost: 1, waiting: .zero) }
        #expect(throws: LogError.closed) { try member.next(atMost: 1, waiting: .zero) }
    }

    @Test(arguments: Backend.here)
    func `close wakes a reader and a member that wait`(on backend: Backend) throws {
        let bench = try backend.bench(letters)
        let log = bench.log
        let reader = try log.reader(of: letters)
        let member = try log.join("readers", topics: [letters])
        let reading = OtherThread { try reader.next(atMost: 1, waiting: .seconds(60)) }
        let following = OtherThread {
            while true { _ = try member.next(atMost: 1, waiting: .seconds(60)) }
        }
        log.close()
        #expect(throws: LogError.closed) { try reading.value() }
        #expect(throws: LogError.closed) { try following.value() }
    }

    @Test(arguments: Backend.here)
    func `the log may be closed by whom it tells`(on backend: Backend) throws {
        let bench = try backend.bench(letters)
        let log = bench.log
        let closed = OtherThread {
            try log.appendAndWait([letter("x")])
        }
        _ = try closed.value()
        let positions = Mutex<Int>(0)
        log.append([letter("y")]) { result in
            log.close()
            positions.withLock { $0 = (try? result.get())?.count ?? -1 }
        }
        try bench.reopen()
        #expect(positions.withLock { $0 } == 1)
        #expect(try bench.log.everything(of: letters).count == 2)
    }
}
