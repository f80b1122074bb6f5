import Casework
import Events
import Testing

@Suite("Reading an event in binary mode")
struct BinaryModeTests {
    typealias Headers = [(name: String, value: String)]

    private static let headers: Headers = [
        ("Content-Type", "application/json"), ("CE-SpecVersion", "1.0"), ("ce-id", "e%201"),
        ("ce-source", "casework/201"), ("ce-type", "closure.recorded"),
        ("ce-time", "2026-03-31T09:41:07Z"), ("ce-traceparent", "00-%22a%22"),
        ("host", "localhost"),
    ]
    private static let data =
        #"{"referralId":"r-1","childId":"c","closedAt":"2026-03-30","reason":"RC8"}"#

    private func decode(
        _ headers: Headers = Self.headers, _ binding: HeaderAttributes.Binding = .http,
        data: String = Self.data, contentType: String? = nil
    ) throws(InvalidEvent) -> (event: Event, bytes: [UInt8]) {
        var attributes = HeaderAttributes(binding)
        for (name, value) in headers { try attributes.add(name, value.utf8) }
        return try Array(data.utf8).withUnsafeBufferPointer { bytes throws(InvalidEvent) in
            try BinaryEventDecoder().decode(
                attributes, data: UnsafeRawBufferPointer(bytes), contentType: contentType)
        }
    }

    private func with(_ name: String, _ value: String?) -> Headers {
        Self.headers.filter { $0.name.lowercased() != name }
            + (value.map { [(name, $0)] } ?? [])
    }

    private func refusal(
        _ headers: Headers = Self.headers, _ binding: HeaderAttributes.Binding = .http,
        data: String = Self.data, contentType: String? = nil
    ) -> InvalidEvent? {
        do throws(InvalidEvent) {
            _ = try decode(headers, binding, data: data, contentType: contentType)
            return nil
        } catch {
            return error
        }
    }

    private static let kafka: Headers = headers.map {
        ($0.name.lowercased().replacing("ce-", with: "ce_"), $0.value)
    }

    @Test func `Headers and payload make the event, and one message that says the same`() throws {
        let (event, bytes) = try decode(contentType: "application/json; charset=utf-8")
        #expect(event.id == "e 1")
        #expect(event.fact.record == RecordReference(.closure, RecordID("r-1")))
        #expect(try EventDecoder().decode(bytes) == event)
        let text = String(decoding: bytes, as: UTF8.self)
        #expect(text.contains(#""traceparent":"00-\"a\"""#))
    }

    @Test func `Kafka's headers are taken as they stand, quotes and percent signs too`() throws {
        #expect(try decode(Self.kafka, .kafka).event.id == "e%201")
        let quoted = Self.kafka.map { $0.name == "ce_id" ? ($0.name, "\"é%\"") : $0 }
        #expect(try decode(quoted, .kafka).event.id == "\"é%\"")
    }

    @Test(
        "A value is unquoted, and then decoded once",
        arguments: [
            ("abc", "abc"), ("a%41", "aA"), ("%c3%a9%E2%82%AC", "é€"), ("a%2541", "a%41"),
            ("a b", "a b"), (#""a b""#, "a b"), (#""a%20b""#, "a b"), (#""a\"b""#, #"a"b"#),
            (#""a\\b""#, #"a\b"#), (#""\a""#, "a"), ("%22a%22", #""a""#), (#"a\b"#, #"a\b"#),
            ("Euro%20%E2%82%AC%20%F0%9F%98%80", "Euro € 😀"), ("a;b,c=(d)", "a;b,c=(d)"),
        ])
    func decoded(value: String, id: String) throws {
        #expect(try decode(with("ce-id", value)).event.id == id)
    }

    @Test(
        "A value that could stand for several is refused with its field and the remedy",
        arguments: [
            ("m%FF", "UTF-8"), ("m%FE", "UTF-8"), ("%C0%A0", "UTF-8"), ("%ED%A0%80", "UTF-8"),
            ("%C3", "UTF-8"), ("%", "%25"), ("a%", "%25"), ("a%4", "%25"), ("a%4g", "%25"),
            ("%%41", "%25"), ("\u{e9}", "percent-encode"), ("a\u{fffd}", "percent-encode"),
            ("a\tb", "percent-encode"), ("a\u{1}b", "percent-encode"), ("a\"b", "%22"),
            ("\"a", "%22"), ("a\"", "%22"), ("\"a\"b", "%22"), ("\"", "%22"), ("\"a\\\"", "%22"),
            ("\"a\"\"b\"", "%22"), ("m%EF%BF%BD", "whole"), ("a%00b", "take it out"),
            ("%20a", "blank"), ("", "give"), ("\"\"", "give"), ("%20", "give"),
        ])
    func refused(value: String, remedy: String) {
        let wrong = refusal(with("ce-id", value))
        #expect(wrong?.field == "id")
        #expect(wrong?.remedy.contains(remedy) == true, "\(String(describing: wrong))")
    }

    @Test func `An attribute in two headers is refused, whatever their case and values`() {
        for (headers, binding) in [
            (Self.headers + [("ce-id", "e%201")], HeaderAttributes.Binding.http),
            (Self.headers + [("CE-ID", "other")], .http),
            (Self.kafka + [("ce_id", "e%201")], .kafka), (Self.kafka + [("CE_Id", "x")], .kafka),
        ] {
            let wrong = refusal(headers, binding)
            #expect(wrong?.field == "id")
            #expect(wrong?.problem == "is stated twice")
        }
        let own = refusal(Self.headers + [("ce-ch1secret", "1"), ("ce-ch1secret", "2")])
        #expect(own?.description.contains("secret") == false)
    }

    @Test(arguments: [
        "", "{", "{}}", #"{},"id":"other""#, #"{"a":1},"type":"x","b":{"c":2}"#, "7", "{} {}",
    ])
    func `A payload that is not one JSON object cannot pass for one`(data: String) {
        #expect(refusal(data: data) != nil)
    }

    @Test(arguments: [
        "application/json", "Application/JSON;charset=UTF-8", "text/json",
        "application/vnd.mash+json; charset=\"utf-8\"", "application/json; charset=us-ascii;",
    ])
    func `A payload that its type says is JSON is read`(type: String) {
        #expect(refusal(contentType: type) == nil)
    }

    @Test(arguments: [
        "text/xml", "application/jsonl", "json", "", "application/json; charset=utf-16",
        "application/json; charset=ISO-8859-1", "application/json; charset", "a/b/json",
    ])
    func `One that its type says is something else is not`(type: String) {
        #expect(refusal(contentType: type)?.field == "content-type")
    }

    @Test func `An attribute that is missing is named, with the header to state it in`() {
        for name in ["specversion", "id", "source", "type", "time"] {
            for (headers, binding) in [
                (Self.headers, HeaderAttributes.Binding.http), (Self.kafka, .kafka),
            ] {
                let header = binding.prefix + name
                let wrong = refusal(headers.filter { $0.name.lowercased() != header }, binding)
                #expect(wrong?.field == name)
                #expect(wrong?.problem == "is missing")
                #expect(wrong?.remedy == "state it in the header \(header)")
            }
        }
    }

    @Test func `In Kafka a header without a value is an attribute that is not set`() throws {
        let more = ["subject", "dataschema", "datacontenttype", "tenant"].map { ("ce_" + $0, "") }
        #expect(try decode(Self.kafka + more, .kafka).event.subject == nil)
        let nameless = Self.kafka.map { $0.name == "ce_id" ? ($0.name, "") : $0 }
        #expect(refusal(nameless, .kafka)?.problem == "is missing")
        #expect(refusal(nameless + [("ce_id", "x")], .kafka)?.problem == "is stated twice")
    }

    @Test func `In Kafka the type of the data may stand beside the content type`() {
        let both = Self.kafka + [("ce_datacontenttype", "application/json")]
        #expect(refusal(both, .kafka, contentType: "application/json") == nil)
        let other = Self.kafka + [("ce_datacontenttype", "application/xml")]
        #expect(
            refusal(other, .kafka, contentType: "application/json")?.field == "datacontenttype")
    }

    @Test func `What a header may not carry, or no attribute may be called, is refused`() {
        for name in ["ce-data", "ce-data_base64", "ce-datacontenttype", "ce-my-own", "ce-", "ce-é"]
        {
            #expect(refusal(Self.headers + [(name, "x")]) != nil, "\(name)")
        }
        #expect(refusal(with("ce-specversion", "0.3"))?.field == "specversion")
        #expect(refusal(with("ce-time", "yesterday"))?.remedy.contains("T09:41:07Z") == true)
        #expect(refusal(with("ce-time", "yesterday"))?.remedy.contains("2026-03-31,") == false)
        // Other headers may hold whatever they hold.
        #expect(refusal(Self.headers + [("cookie", "\"%"), ("x-ce-id", "%")]) == nil)
    }
}
