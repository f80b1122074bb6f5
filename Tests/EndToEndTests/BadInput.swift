import Casework
import Events

/// Bytes that are no event of the contract. Each names the same child, who must not turn up in any
/// answer or line of the program's.
struct BadInput: Sendable {
    let name: String
    let bytes: [UInt8]
    /// The field that the refusal has to name.
    let field: String

    static let child = "CH-SECRET-4711"

    /// A sound event of that child.
    static let sound = String(
        decoding: EventEncoder.encode(Records.contact("CON-1", of: child)), as: UTF8.self)

    init(_ name: String, _ text: String, _ field: String) {
        self.init(name, Array(text.utf8), field)
    }

    init(_ name: String, _ bytes: [UInt8], _ field: String) {
        self.name = name
        self.bytes = bytes
        self.field = field
    }

    /// The sound event with a piece of it replaced.
    private static func with(_ piece: String, _ other: String) -> String {
        precondition(sound.contains(piece), "the sound event has no \(piece)")
        return sound.replacing(piece, with: other)
    }

    private static func withData(_ value: String) -> String {
        let data = sound.firstRange(of: #""data":"#)
        return sound[..<(data?.upperBound ?? sound.endIndex)] + value + "}"
    }

    private static func receivedAt(_ value: String) -> String {
        with(#""receivedAt":"\#(Records.today)""#, #""receivedAt":\#(value)"#)
    }

    private static let deep =
        String(repeating: "[", count: 100_000) + String(repeating: "]", count: 100_000)

    /// What goes on one line of a file as well as over HTTP.
    static let all: [BadInput] = [
        BadInput("truncated", String(sound.dropLast(20)), "event"),
        BadInput("null", "null", "event"),
        BadInput("a number", "17", "event"),
        BadInput("100,000 deep", deep, "event"),
        BadInput(
            "an extension 100,000 deep", with(#""data":{"#, #""x":\#(deep),"data":{"#), "event"),
        BadInput("an identifier that is a number", with(#""id":"CON-1""#, #""id":1"#), "id"),
        BadInput("data that is a list", withData("[]"), "data"),
        BadInput("data that is null", withData("null"), "data"),
        BadInput("a date that is a number", receivedAt("20260331"), "data.receivedAt"),
        BadInput("an impossible date", receivedAt(#""2026-02-30""#), "data.receivedAt"),
        BadInput("a date without a zone", receivedAt(#""2026-02-03T10:00:00""#), "data.receivedAt"),
        BadInput("a year of seven digits", receivedAt(#""1002026-02-03""#), "data.receivedAt"),
        BadInput(
            "a child that is a number", with(#""childId":"\#(child)""#, #""childId":4711"#),
            "data.childId"),
        BadInput(
            "an unknown code", with(#""source":"2A""#, #""source":"2Z""#), "data.source"),
        BadInput(
            "the child as a code", with(#""source":"2A""#, #""source":"\#(child)""#),
            "data.source"),
        BadInput(
            "an unknown field", with(#""data":{"#, #""data":{"postcode":"ZZ1 1ZZ","#),
            "data.postcode"),
        BadInput(
            "the child as a field", with(#""data":{"#, #""data":{"\#(child)":"x","#), "data"),
        BadInput(
            "an unknown type", with("contact.recorded", "contact.recordet"), "type"),
        BadInput("another version", with(#""1.0""#, #""0.3""#), "specversion"),
        BadInput("a missing field", with(#""contactId":"CON-1","#, ""), "data.contactId"),
        BadInput(
            "a duplicate key", with(#""data":{"#, #""data":{"source":"2B","#), "source"),
        BadInput(
            "invalid UTF-8",
            Array(sound.utf8).map { $0 == UInt8(ascii: "N") ? 0xff : $0 }, "event"),
        BadInput(
            "2 MB",
            with(#""data":{"#, #""x":"\#(String(repeating: "x", count: 2_000_000))","data":{"#),
            "event"),
        BadInput(
            "a NUL in an identifier", with(#""CON-1","chi"#, #""CON\u0000","chi"#), "data.contactId"
        ),
    ]
}
