import Casework
import Testing

@testable import DutyBoard

@Suite struct BookmarkTests {
    @Test func `a bookmark is read back as it was written`() throws {
        var bookmark = Bookmark(partitions: 12)
        bookmark.pass(3, 16)
        bookmark.pass(11, 0)
        #expect(bookmark.text == "0.0.0.17.0.0.0.0.0.0.0.1")
        #expect(Bookmark(bookmark.text, partitions: 12) == bookmark)
    }

    @Test(
        "What is no bookmark is refused",
        arguments: [
            "", "0", "1.2", "1.2.3.4", "-1.0.0", "1..2", "a.b.c", "1.2.3 ", "+1.2.3",
            "99999999999999999999.0.0", String(repeating: "1", count: 4_000), "1.2.3\n",
        ])
    func malformed(text: String) {
        #expect(Bookmark(text, partitions: 3) == nil)
    }

    @Test func `a bookmark moves forward only`() {
        var bookmark = Bookmark(partitions: 2)
        bookmark.pass(0, 9)
        bookmark.pass(0, 3)
        #expect(bookmark.next == [10, 0])
        #expect(bookmark.covers(0, 9))
        #expect(!bookmark.covers(0, 10))
    }

    @Test func `the ring tells what lies beyond a bookmark until it has forgotten some of it`() {
        var ring = AlertRing(capacity: 3, partitions: 2)
        for offset in 0..<5 { ring.append(placed(Int(offset) % 2, Int64(offset / 2))) }
        // Kept: offsets 1 of partition 0, 1 of partition 1, 2 of partition 0.
        var bookmark = Bookmark(partitions: 2)
        #expect(ring.beyond(bookmark) == nil)
        bookmark.pass(0, 0)
        #expect(ring.beyond(bookmark) == nil)
        bookmark.pass(1, 0)
        let seen = ring.beyond(bookmark)?.map { "\($0.partition).\($0.offset)" }
        #expect(seen == ["0.1", "1.1", "0.2"])
        bookmark.pass(0, 1)
        #expect(ring.beyond(bookmark)?.map(\.offset) == [1, 2])
    }

    private func placed(_ partition: Int, _ offset: Int64) -> PlacedAlert {
        PlacedAlert(
            alert: .sample(child: "C", rule: "rapid-return"), partition: partition, offset: offset,
            at: Desk.morning)
    }
}

extension Alert {
    /// An alert that somebody might have published.
    static func sample(
        id: String = "a1", revision: Int = 1, status: AlertStatus = .open, child: String,
        rule: String, severity: Severity = .high, due: Moment = at(20, 11, 2026, 17, 0, 0),
        score: Int = 60, band: String = "high", reasons: [String] = ["Back 12 days after closing."]
    ) -> Alert {
        Alert(
            id: id, revision: revision, status: status, rule: rule, severity: severity,
            childID: ChildID(child), raisedAt: on(19, 11, 2026), dueAt: due, score: score,
            band: band, reasons: reasons, evidence: [RecordID("R1")], policy: "p")
    }
}
