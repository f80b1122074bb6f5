import Casework
import Events
import Foundation
import Testing

/// The attributes around `data`, as CloudEvents 1.0.2 and its JSON event format have them.
@Suite("The envelope, clause by clause")
struct EnvelopeTests {
    private let decoder = EventDecoder()

    @Test(arguments: Sample.all)
    func `An attribute that is null is one that is not set`(sample: Sample) throws {
        let plain = try decoder.decode(sample.json)
        for name in ["subject", "datacontenttype", "dataschema", "data_base64", "traceparent"] {
            #expect(try decoder.decode(sample.with(name, "null").json) == plain, "\(name)")
        }
        for name in ["specversion", "id", "source", "type", "time"] {
            let wrong = refusal(sample.with(name, "null").json)
            #expect(wrong?.field == name)
            #expect(wrong?.problem == "is missing")
        }
        // The payload is no attribute: its null is a value, and not one of ours.
        #expect(
            refusal(sample.with("tenant", "null").text.replacing(#""data":{"#, with: #""x":{"#))
                != nil)
    }

    @Test func `Null and a value of the same attribute are two statements`() {
        let twice = Sample.contact.with("subject", "null").text
            .replacing(#""specversion""#, with: #""subject":"s","specversion""#)
        #expect(refusal(twice)?.problem == "states it twice")
    }

    @Test(arguments: Sample.all)
    func `Data in Base64 is the same as data`(sample: Sample) throws {
        let plain = try decoder.decode(sample.json)
        let data = sample.data.map { "\"\($0.name)\":\($0.json)" }.joined(separator: ",")
        let encoded = Data("{\(data)}".utf8).base64EncodedString()
        let text = sample.text.replacing(
            #""data":{\#(data)}"#, with: #""data_base64":"\#(encoded)""#)
        #expect(try decoder.decode(Array(text.utf8)) == plain)
        let typed = text.replacing(
            #""data_base64""#, with: #""datacontenttype":"text/json","data_base64""#)
        #expect(try decoder.decode(Array(typed.utf8)) == plain)
    }

    @Test(
        "Data in Base64 that is none, or none of ours, is named",
        arguments: [
            (#""e30=""#, "data.childId"), (#""W10=""#, "data_base64"), (#""Int7""#, "data_base64"),
            (#""e30""#, "data_base64"), (#""e3 0=""#, "data_base64"), (#""""#, "data_base64"),
            (#""e30_""#, "data_base64"), ("7", "data_base64"), ("{}", "data_base64"),
        ])
    func base64(value: String, field: String) {
        let text =
            #"{"specversion":"1.0","id":"e","source":"s","type":"contact.recorded","#
            + #""time":"2026-03-31T09:41:07Z","data_base64":\#(value)}"#
        let wrong = refusal(text)
        #expect(
            wrong?.field == field || (field == "data.childId" && wrong?.problem == "is missing"))
    }

    @Test func `Beside data it is refused`() {
        let wrong = refusal(Sample.contact.with("data_base64", #""e30=""#).json)
        #expect(wrong?.field == "data_base64")
        #expect(wrong?.problem == "stands beside data")
    }

    @Test(arguments: [
        #""x""#, #""""#, "true", "false", "0", "-7", "2147483647", "-2147483648", "null", #""é""#,
    ])
    func `An extension attribute of CloudEvents' types is passed over`(value: String) throws {
        let plain = try decoder.decode(Sample.contact.json)
        for name in ["traceparent", "x", "5", "averylongnameofmorethantwentycharacters"] {
            #expect(try decoder.decode(Sample.contact.with(name, value).json) == plain)
        }
    }

    @Test(arguments: [
        "1.5", "1e3", "2147483648", "-2147483649", "{}", "[]", "[null]",
        #""a\u0000b""#, #""a\u0085b""#, #""a\nb""#, #""a\uffffb""#, #""a\ufdd0b""#,
    ])
    func `One of another type is refused`(value: String) {
        let wrong = refusal(Sample.contact.with("tenant", value).json)
        #expect(wrong?.field == "tenant")
        #expect(wrong?.remedy.isEmpty == false)
    }

    @Test(arguments: ["Time", "ID", "my_own", "my-own", "", "é", "x.y", " id"])
    func `A name that is not of lower-case letters and digits is refused`(name: String) {
        #expect(refusal(Sample.contact.with(name, #""x""#).json) != nil)
        #expect(refusal(Sample.contact.with(name, "null").json) != nil)
    }

    @Test func `A time that is malformed is not advised to be a day`() {
        for time in ["yesterday", "2026-03-31", "31/03/2026", "2026-03-31T09:41Z", ""] {
            let wrong = refusal(Sample.contact.with("time", "\"\(time)\"").json)
            #expect(wrong?.field == "time")
            #expect(wrong?.remedy.contains("2026-03-31T09:41:07Z") == true, "\(time)")
            #expect(wrong?.remedy.contains("write 2026-03-31,") == false, "\(time)")
        }
        let day = refusal(Sample.contact.with("data.receivedAt", #""yesterday""#).json)
        #expect(day?.remedy.contains("write 2026-03-31,") == true)
    }

    @Test(
        arguments: [
            ("2026-03-31T09:41:07Z", 1_774_950_067_000),
            ("2026-03-31t09:41:07z", 1_774_950_067_000),
            ("2026-03-31T10:41:07.25+01:00", 1_774_950_067_250),
            ("2026-03-31T09:41:07.123456789Z", 1_774_950_067_123),
            ("2026-03-31T09:41:07-00:00", 1_774_950_067_000),
        ] as [(String, Int64)])
    func `RFC 3339 in its other spellings is the same moment`(text: String, at: Int64) throws {
        let event = try decoder.decode(Sample.contact.with("time", "\"\(text)\"").json)
        #expect(event.time.milliseconds == at)
    }

    @Test(arguments: ["mash-hub", "https://example.org/a?b#c", "urn:uuid:6e8b", "/a b", "MASH hub"])
    func `A source is compared, and so it may be any text that names something`(source: String)
        throws
    {
        let event = try decoder.decode(Sample.contact.with("source", "\"\(source)\"").json)
        #expect(event.source == source)
    }

    @Test func `Two identifiers that look alike are never two children`() {
        for text in ["CH-\u{200b}1", "CH-1 ", "CH-1\u{202c}", "CH\u{a0}1", "Ce\u{301}"] {
            #expect(
                refusal(Sample.contact.with("data.childId", "\"\(text)\"").json)?.field
                    == "data.childId")
        }
        #expect(refusal(Sample.contact.with("data.childId", "\"CH 1 B\"").json) == nil)
        #expect(refusal(Sample.contact.with("data.childId", "\"Ž-1\"").json) == nil)
    }
}

@Suite("A record without its envelope")
struct BareRecordTests {
    @Test(arguments: Sample.all)
    func `A bare record is told that the envelope is missing, and where it may stand`(
        sample: Sample
    ) {
        let data = sample.data.map { "\"\($0.name)\":\($0.json)" }.joined(separator: ",")
        for text in ["{\(data)}", "{\(data),\"type\":\"contact.recorded\",\"id\":\"e\"}"] {
            let wrong = refusal(text)
            #expect(wrong?.field == "specversion")
            #expect(wrong?.problem.contains("without the envelope") == true)
            for part in ["specversion, id, source, type, time, data", "ce-specversion", "ce_"] {
                #expect(wrong?.remedy.contains(part) == true, "\(part)")
            }
        }
    }

    @Test func `A field that stands beside data is told to belong in it`() {
        for sample in Sample.all {
            let wrong = refusal(
                sample.text.replacing(#""data":{"#, with: #""childId":"c","data":{"#))
            #expect(wrong?.field == "childId")
            #expect(wrong?.remedy == "move it into data")
        }
        let whole = Sample.contact.text
        let twice = whole.replacing(#""data":{"#, with: #""data":{"specversion":"1.0","#)
        #expect(refusal(twice)?.field == "data")
        #expect(refusal(twice)?.problem == "holds a whole event")
        let null = refusal(Sample(#"contact.recorded"#, []).text.replacing("{}", with: "null"))
        #expect(null?.field == "data" && null?.remedy == "state the record’s fields in it")
        // These are names that extensions may have.
        #expect(refusal(Sample.contact.with("outcome", #""x""#).json) == nil)
        #expect(refusal(Sample.contact.with("reason", "7").json) == nil)
    }

    @Test func `What is no JSON in UTF-8 is named as what it is`() {
        let text = Sample.contact.text
        let bytes = Array(text.utf8)
        let wide: [UInt8] = text.utf8.flatMap { [$0, 0] }
        let number = "},\"n\":1\(String(repeating: "0", count: 30))}"
        let large = Array(text.replacing("}}", with: number).utf8)
        let cases: [(sent: [UInt8], problem: String)] = [
            (wide, "is UTF-16"), ([0xff, 0xfe] + bytes, "is UTF-16"),
            ([0xef, 0xbb, 0xbf] + bytes, "begins with a byte order mark"),
            ([0x1f, 0x8b, 8, 0, 0, 0], "is compressed with gzip"),
            (large, "has a number that JSON does not allow, or a larger one than is read"),
        ]
        for (sent, problem) in cases {
            #expect(refusal(sent)?.problem == problem)
            #expect(refusal(sent)?.field == "event")
        }
    }

    private func refusal(_ text: String) -> InvalidEvent? { refusal(Array(text.utf8)) }

    private func refusal(_ bytes: [UInt8]) -> InvalidEvent? {
        do throws(InvalidEvent) {
            _ = try EventDecoder().decode(bytes)
            return nil
        } catch {
            return error
        }
    }
}
