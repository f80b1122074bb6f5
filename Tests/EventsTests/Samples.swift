import Casework
import Events
import Testing

/// A child's identifier that no error text may show.
let child = "UNMISTAKABLE-CHILD"

/// One sound event of each type, as JSON, field by field, so that a test can spoil one of them.
struct Sample: CustomTestStringConvertible {
    var envelope: [(name: String, json: String)]
    var data: [(name: String, json: String)]

    init(_ type: String, _ data: [(name: String, json: String)]) {
        self.envelope = [
            ("specversion", #""1.0""#), ("id", #""e-1""#), ("source", #""casework/201""#),
            ("type", "\"\(type)\""), ("time", #""2026-03-31T09:41:07.250Z""#),
        ]
        self.data = data
    }

    var testDescription: String { envelope.first { $0.name == "type" }?.json ?? "" }

    static let contact = Sample(
        "contact.recorded",
        [
            ("contactId", #""c-1""#), ("childId", "\"\(child)\""), ("receivedAt", #""2026-03-30""#),
            ("source", #""3B""#), ("outcome", #""early-help""#),
            ("decidedAt", #""2026-03-31T10:00:00+01:00""#), ("householdId", #""h-1""#),
        ])
    static let referral = Sample(
        "referral.recorded",
        [
            ("referralId", #""r-1""#), ("childId", "\"\(child)\""),
            ("receivedAt", #""2026-03-30""#), ("source", #""6""#), ("primaryNeed", #""N1""#),
            ("noFurtherAction", "true"), ("decidedAt", #""2026-03-31""#),
            ("contactId", #""c-1""#), ("householdId", #""h-1""#),
        ])
    static let closure = Sample(
        "closure.recorded",
        [
            ("referralId", #""r-1""#), ("childId", "\"\(child)\""), ("closedAt", #""2026-03-30""#),
            ("reason", #""RC8""#), ("pendingInformation", "false"),
        ])
    static let retraction = Sample(
        "record.retracted",
        [
            ("recordType", #""referral""#), ("recordId", #""r-1""#), ("childId", "\"\(child)\""),
            ("reason", #""Recorded for the wrong child.""#),
        ])
    static let all = [contact, referral, closure, retraction]

    var json: [UInt8] { Array(text.utf8) }

    var text: String {
        let data = data.map { "\"\($0.name)\":\($0.json)" }.joined(separator: ",")
        let envelope = envelope.map { "\"\($0.name)\":\($0.json)" }.joined(separator: ",")
        return "{\(envelope),\"data\":{\(data)}}"
    }

    /// The same with a field's value replaced, taken out (nil) or, where it is new, added.
    func with(_ field: String, _ json: String?) -> Sample {
        var sample = self
        if field.hasPrefix("data.") {
            Self.set(String(field.dropFirst(5)), json, in: &sample.data)
        } else {
            Self.set(field, json, in: &sample.envelope)
        }
        return sample
    }

    private static func set(
        _ name: String, _ json: String?, in fields: inout [(name: String, json: String)]
    ) {
        let place = fields.firstIndex { $0.name == name }
        switch (place, json) {
        case (let place?, let json?): fields[place].json = json
        case (let place?, nil): fields.remove(at: place)
        case (nil, let json?): fields.append((name, json))
        case (nil, nil): break
        }
    }
}

/// Why an event is refused; nil if it is not.
func refusal(_ bytes: [UInt8]) -> InvalidEvent? {
    do throws(InvalidEvent) {
        _ = try EventDecoder().decode(bytes)
        return nil
    } catch {
        return error
    }
}

func refusal(_ text: String) -> InvalidEvent? { refusal(Array(text.utf8)) }
