import EventLog
import Testing

@Suite("Records")
struct RecordTests {
    private final class Lender: Sendable {
        let bytes: LentBytes
        private nonisolated(unsafe) let memory: UnsafeRawPointer

        init(_ bytes: [UInt8]) {
            let memory = UnsafeMutableRawBufferPointer.allocate(
                byteCount: max(1, bytes.count), alignment: 1)
            memory.copyBytes(from: bytes)
            self.bytes = LentBytes(start: memory.baseAddress!, count: bytes.count)
            self.memory = UnsafeRawPointer(memory.baseAddress!)
        }

        deinit { memory.deallocate() }
    }

    private static let position = Position(Partition(topic: "contacts", number: 3), 7)

    private static func own(key: [UInt8]?, value: [UInt8]?) -> Record {
        Record(position: position, appendedAt: 1, key: key, value: value, headers: [])
    }

    @Test(
        "A record is the same whoever its bytes belong to",
        arguments: [[], [1], [1, 2, 3]] as [[UInt8]])
    func equality(value: [UInt8]) {
        let lender = Lender(value)
        let lent = Record(
            position: Self.position, appendedAt: 1, lentKey: nil, lentValue: lender.bytes,
            headers: [], lender: lender)
        let own = Self.own(key: nil, value: value)
        #expect(lent == own)
        #expect(lent.hashValue == own.hashValue)
        #expect(lent.value == value)
        #expect(lent.key == nil)
        #expect(lent != Self.own(key: nil, value: value + [0]))
        #expect(lent != Self.own(key: value, value: nil))
    }

    @Test("No bytes are not the same as an empty text")
    func nothing() {
        let (none, empty) = (Self.own(key: nil, value: nil), Self.own(key: [], value: []))
        #expect(none != empty)
        #expect(none.value == nil && empty.value == [])
    }

    @Test("What was lent is given back with the last record that stands in it")
    func givenBack() {
        var records: [Record] = []
        weak var held: Lender?
        do {
            let lender = Lender([1, 2])
            held = lender
            records = (0..<3).map {
                Record(
                    position: Position(Self.position.partition, $0), appendedAt: 1, lentKey: nil,
                    lentValue: lender.bytes, headers: [], lender: lender)
            }
        }
        records.removeFirst(2)
        #expect(held != nil)
        #expect(records.first?.value == [1, 2])
        records = []
        #expect(held == nil)
    }
}
