import Casework
import Events
import Reviews
import Testing

@Suite("Reading a review")
struct ReviewDecoderTests {
    private static let common = [
        ("type", #""review.decided""#), ("reviewId", #""r-1""#), ("childId", "\"\(child)\""),
        ("children", "[\"\(child)\"]"), ("after", #""r-0""#), ("at", #""2026-04-01T08:00:00Z""#),
        ("by", #"{"tenant":"t","object":"o","name":"Priya Nair","role":"duty"}"#),
        ("alerts", #"[{"alertId":"a-1","revision":2}]"#), ("decision", #""stands""#),
        ("reason", #""Read the history.""#), ("seen", #"["00000000000000ff"]"#),
        (
            "basis",
            #"{"score":61,"scoreWasShown":true,"policy":"2f1c","openedAt":"2026-04-01T07:50:00Z"}"#
        ),
    ]

    private func refusal(_ name: String, _ json: String?) -> InvalidEvent? {
        var fields = Self.common.filter { $0.0 != name }
        if let json { fields.append((name, json)) }
        let text = fields.map { "\"\($0.0)\":\($0.1)" }.joined(separator: ",")
        do throws(InvalidEvent) {
            _ = try ReviewDecoder().decode(Array("{\(text)}".utf8))
            return nil
        } catch {
            return error
        }
    }

    @Test func `A sound review is read, and the first about a child follows nothing`() {
        #expect(refusal("decision", #""reopen""#) == nil)
        #expect(refusal("after", nil) == nil)
    }

    @Test func `Every field but the act that it follows is required, and none may be null`() {
        for (name, _) in Self.common {
            for json in [nil, "null", "1.5", "true"] where name != "after" || json != nil {
                let wrong = refusal(name, json)
                #expect(wrong?.field == name, "\(name) as \(json ?? "absent")")
                #expect(wrong?.description.contains(child) == false)
            }
        }
    }

    @Test(arguments: [
        ("until", #""2026-04-01T12:00:00Z""#, "until"), ("type", #""review.closed""#, "type"),
        ("decision", #""close""#, "decision"), ("seen", #"["00FF"]"#, "seen"),
        ("seen", #"["00000000000000FF"]"#, "seen"), ("children", #"[" x"]"#, "children"),
        ("alerts", #"[{"alertId":"a-1","revision":0}]"#, "alerts.revision"),
        ("alerts", #"["a-1"]"#, "alerts"), ("reason", #""  ""#, "reason"),
        ("by", #"{"tenant":"t","object":"o","name":"x","role":"nurse"}"#, "by.role"),
        ("by", #"{"tenant":"t","object":"o","name":"x"}"#, "by.role"),
        ("basis", #"{"score":101}"#, "basis.score"),
        (
            "basis",
            #"{"score":1,"scoreWasShown":true,"firstView":{"decision":"x"}}"#,
            "basis.firstView.decision"
        ),
    ])
    func `A value that a review cannot have is refused by name`(
        name: String, json: String, field: String
    ) {
        #expect(refusal(name, json)?.field == field)
    }

    @Test func `A reason keeps its lines, and may have 4000 characters and no more`() {
        #expect(refusal("reason", #""One.\nTwo.""#) == nil)
        #expect(refusal("reason", "\"\(String(repeating: "é", count: 4_000))\"") == nil)
        #expect(
            refusal("reason", "\"\(String(repeating: "é", count: 4_001))\"")?.field == "reason")
    }

    @Test func `A hash of sixteen digits comes back as it was, small ones with their zeros`() throws
    {
        let marks: [UInt64] = [0, 255, 0x0123_4567_89ab_cdef, .max]
        let review = Review(
            reviewID: "r", childID: ChildID("C"), children: [ChildID("C")], after: nil,
            at: Moment(milliseconds: 1_775_000_000_000),
            by: Reviewer(tenant: "t", object: "o", name: "P", role: .duty), alerts: [],
            act: .snoozed(
                until: Moment(milliseconds: 1_775_000_100_000), reason: "R", seen: Evidence(marks)))
        #expect(try ReviewDecoder().decode(ReviewEncoder.encode(review)) == review)
    }
}
