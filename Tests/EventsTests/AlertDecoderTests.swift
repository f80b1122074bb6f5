import Casework
import Events
import Testing

@Suite("Reading an alert")
struct AlertDecoderTests {
    private static let fields = [
        ("alertId", #""a-1""#), ("revision", "2"), ("status", #""updated""#),
        ("rule", #""rapid-return""#), ("severity", #""high""#), ("childId", "\"\(child)\""),
        ("raisedAt", #""2026-03-31""#), ("dueAt", #""2026-04-01T16:00:00Z""#), ("score", "61"),
        ("band", #""high""#), ("reasons", #"["Came back."]"#), ("evidence", #"["r-1","r-2"]"#),
        ("policy", #""2f1c""#),
    ]

    private func refusal(_ name: String, _ json: String?) -> InvalidEvent? {
        var fields = Self.fields.filter { $0.0 != name }
        if let json { fields.append((name, json)) }
        let text = fields.map { "\"\($0.0)\":\($0.1)" }.joined(separator: ",")
        do throws(InvalidEvent) {
            _ = try AlertDecoder().decode(Array("{\(text)}".utf8))
            return nil
        } catch {
            return error
        }
    }

    @Test func `A sound alert is read`() { #expect(refusal("score", "61") == nil) }

    @Test func `Every field is required, and none may be null or of another type`() {
        for (name, _) in Self.fields {
            for json in [nil, "null", "{}", "1.5", "true"] {
                let wrong = refusal(name, json)
                #expect(wrong?.field == name, "\(name) as \(json ?? "absent")")
                #expect(wrong?.description.contains(child) == false)
            }
        }
    }

    @Test(arguments: [
        ("revision", "0"), ("revision", "-1"), ("revision", "99999999999"), ("score", "101"),
        ("score", "-1"), ("score", "18446744073709551615"), ("status", #""closed""#),
        ("severity", #""HIGH""#), ("dueAt", #""2026-04-01""#), ("raisedAt", #""soon""#),
        ("reasons", #"[1]"#), ("reasons", #"[""]"#), ("evidence", #"["r-1",null]"#),
        ("evidence", #""r-1""#), ("band", #""""#), ("surname", #""x""#),
    ])
    func `A value that an alert cannot have is refused by name`(name: String, json: String) {
        #expect(refusal(name, json)?.field == name)
    }
}
