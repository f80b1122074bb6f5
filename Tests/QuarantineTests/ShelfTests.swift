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
        #expect(try shelf().record(at: tombstone)?.value == nil)
        #expect(records.allSatisfy { $0.isWaiting && $0.attempts == 1 && $0.reason == "why" })
    }

    @Test func `a decision is no record, stays on record, and the last one counts`() throws {
        let place = try putAside(3, 12)
        try putAside(4, 12)
        try decide(.discarded, place)
        #expect(try shelf().records.count == 2)
        var record = try #require(try shelf().record(at: place))
        #expect(record.decision?.kind == .discarded && record.value == [1])
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
        #expect(records.allSatisfy { $0.replay == nil && $0.isWaiting })
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
