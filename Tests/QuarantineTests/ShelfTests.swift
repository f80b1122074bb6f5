import Contract
import EventLog
import Quarantine
import Testing

@Suite("What stands in quarantine")
struct ShelfTests {
    let shelves: Shelves

    init() throws { shelves = try Shelves() }

    /// Puts a record of a partition aside, and says where it stands.
    @discardableResult
    private func putAside(_ partition: Int, _ offset: Int64, _ value: [UInt8]? = [1]) throws
        -> QuarantinePlace
    {
        let record = Shelves.record(value, partition, offset)
        let positions = try shelves.log.appendAndWait([
            QuarantineNote.message(for: record, field: "event", reason: "why", at: Shelves.now)
        ])
        return QuarantinePlace(try #require(positions.first))
    }

    private func decide(_ kind: QuarantineDecision.Kind, _ place: QuarantinePlace) throws {
        let decision = QuarantineDecision(
            kind, place, because: "no use", by: "r.okafor", now: Shelves.now)
        _ = try shelves.log.appendAndWait([decision.message])
    }

    private func shelf() throws -> QuarantineShelf { try QuarantineShelf(from: shelves.log) }

    private func whole(_ places: QuarantinePlace...) throws -> [Record] {
        var records: [Record] = []
        try shelves.log.readQuarantined(places) { records.append($0) }
        return records
    }

    @Test func `nothing stands in a quarantine without records`() throws {
        #expect(try shelf().records.isEmpty)
    }

    @Test func `every record is there with its place and origin, a tombstone too`() throws {
        let places = try [(3, 12), (0, 0), (11, 7)].map { try putAside($0, Int64($1)) }
        let tombstone = try putAside(3, 13, nil)
        let records = try shelf().records
        #expect(records.map(\.place) == (places + [tombstone]).sorted())
        #expect(
            Set(records.map(\.originText)) == [
                "contacts/3:12", "contacts/0:0", "contacts/11:7", "contacts/3:13",
            ])
        #expect(try whole(tombstone).map(\.value) == [nil])
        #expect(records.allSatisfy { $0.isWaiting && $0.attempts == 1 && $0.reason == "why" })
    }

    @Test func `a decision is no record, stays on record, and the last one counts`() throws {
        let place = try putAside(3, 12)
        try putAside(4, 12)
        try decide(.discarded, place)
        #expect(try shelf().records.count == 2)
        var record = try #require(try shelf().record(at: place))
        #expect(record.decision?.kind == .discarded)
        #expect(try whole(place).map(\.value) == [[1]])
        #expect(record.decision?.by == "r.okafor" && record.decision?.reason == "no use")
        #expect(record.decision?.at == "2026-03-31T09:41:07.118Z")
        try decide(.replayed, place)
        record = try #require(try shelf().record(at: place))
        #expect(record.decision?.kind == .replayed)
        #expect(try shelf().records.count(where: \.isWaiting) == 1)
    }

    @Test func `what was put aside twice stands there once, under either place`() throws {
        let first = try putAside(3, 12)
        let second = try putAside(3, 12)
        #expect(first != second)
        #expect(try shelf().records.map(\.place) == [first])
        try decide(.discarded, second)
        #expect(try shelf().record(at: first)?.decision?.kind == .discarded)
        #expect(try shelf().record(at: second)?.place == first)
    }

    @Test func `a partition can be read by itself, and records whole, by their places`() throws {
        let places = try [(3, 12), (3, 13), (4, 1), (3, 14)].map {
            try putAside($0, Int64($1), [UInt8($1)])
        }
        try decide(.discarded, places[1])
        let third = try QuarantineShelf(from: shelves.log, partitions: [3])
        #expect(third.records.map(\.place) == [places[0], places[1], places[3]])
        #expect(third.records.map(\.isWaiting) == [true, false, true])
        let bytes = try whole(places[3], places[2], places[0], QuarantinePlace("3:1")!)
        #expect(bytes.map(\.value) == [[12], [13], [14], [1]])
        #expect(try shelves.log.quarantineCounts().values.reduce(0, +) == 5)
    }

    @Test func `thousands of headers are kept, and cost nothing where they are not asked for`()
        throws
    {
        let theirs = (0..<5_000).map { Header("x-\($0)", [UInt8](repeating: 7, count: 20)) }
        let record = Shelves.record([1], headers: theirs, 3, 12)
        let message = QuarantineNote.message(
            for: record, field: "event", reason: "why", at: Shelves.now)
        _ = try shelves.log.appendAndWait([message])
        let entry = try #require(try shelf().records.first)
        #expect(entry.reason == "why" && entry.attempts == 1 && entry.field == "event")
        #expect(try whole(entry.place).map(\.headersBeforeQuarantine) == [theirs])
    }

    @Test func `what somebody else wrote there is shown, and cannot be replayed`() throws {
        let foreign = [
            Message(to: Contract.quarantine, key: nil, value: [9], partition: 0),
            Message(
                to: Contract.quarantine, key: nil, value: [9],
                headers: [
                    Header("quarantine.topic", "alerts"), Header("quarantine.partition", "1"),
                    Header("quarantine.offset", "1"),
                ], partition: 1),
            Message(
                to: Contract.quarantine, key: nil, value: [9],
                headers: [
                    Header("quarantine.topic", "contacts"), Header("quarantine.partition", "99"),
                    Header("quarantine.offset", "-1"),
                ], partition: 2),
            Message(
                to: Contract.quarantine, key: nil, value: nil,
                headers: [
                    Header("quarantine.decision", "discarded"), Header("quarantine.record", "0:99"),
                ], partition: 3),
        ]
        _ = try shelves.log.appendAndWait(foreign)
        let records = try shelf().records
        #expect(records.count == 3)
        #expect(records.allSatisfy { !$0.canBeReplayed && $0.isWaiting })
    }

    @Test(arguments: ["", "7", "7:", ":7", "7:12:1", "-7:12", "7:x", "7 12", "7::1"])
    func `a place that is none is not read`(text: String) {
        #expect(QuarantinePlace(text) == nil)
    }

    @Test func `a place is read as it is written`() throws {
        let place = try #require(QuarantinePlace("7:12"))
        #expect(place.description == "7:12")
        #expect(QuarantinePlace("7-12") == place)
    }
}
