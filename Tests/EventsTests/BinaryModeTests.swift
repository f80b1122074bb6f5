import Casework
import Events
import Testing

@Suite("Reading an event in binary mode")
struct BinaryModeTests {
    private static let headers = [
        (name: "Content-Type", value: "application/json"), (name: "CE-SpecVersion", value: "1.0"),
        (name: "ce-id", value: "e%201"), (name: "ce-source", value: "casework/201"),
        (name: "ce-type", value: "closure.recorded"),
        (name: "ce-time", value: "2026-03-31T09:41:07Z"),
        (name: "ce-traceparent", value: "00-%22a%22"), (name: "host", value: "localhost"),
    ]
    private static let data =
        #"{"referralId":"r-1","childId":"c","closedAt":"2026-03-30","reason":"RC8"}"#

    private func decode(
        _ headers: [(name: String, value: String)] = Self.headers, data: String = Self.data,
        contentType: String? = nil
    ) throws(InvalidEvent) -> (event: Event, bytes: [UInt8]) {
        let attributes = BinaryEventDecoder.attributes(from: headers)
        return try Array(data.utf8).withUnsafeBufferPointer { bytes throws(InvalidEvent) in
            try BinaryEventDecoder().decode(
                attributes: attributes, data: UnsafeRawBufferPointer(bytes),
                contentType: contentType)
        }
    }

    @Test func `Headers and payload make the event, and one message that says the same`() throws {
        let (event, bytes) = try decode(contentType: "application/json; charset=utf-8")
        #expect(event.id == "e 1")
        #expect(event.fact.record == RecordReference(.closure, RecordID("r-1")))
        #expect(try EventDecoder().decode(bytes) == event)
        let text = String(decoding: bytes, as: UTF8.self)
        #expect(text.contains(#""traceparent":"00-\"a\"""#))
    }

    @Test func `Kafka's headers are taken as they stand`() throws {
        let headers = Self.headers.map {
            (name: $0.name.lowercased().replacing("ce-", with: "ce_"), value: $0.value)
        }
        #expect(try decode(headers).event.id == "e%201")
    }

    @Test(arguments: [
        "", "{", "{}}", #"{},"id":"other""#, #"{"a":1},"type":"x","b":{"c":2}"#, "7", "{} {}",
    ])
    func `A payload that is not one JSON object cannot pass for one`(data: String) {
        #expect(throws: InvalidEvent.self) { try decode(data: data) }
    }

    @Test func `A payload that is not JSON, or an attribute that is missing, is named`() {
        #expect(throws: InvalidEvent.self) { try decode(contentType: "text/xml") }
        for missing in ["CE-SpecVersion", "ce-id", "ce-source", "ce-type", "ce-time"] {
            do throws(InvalidEvent) {
                _ = try decode(Self.headers.filter { $0.name != missing })
                Issue.record("\(missing) was not missed")
            } catch {
                #expect(error.field == missing.dropFirst(3).lowercased())
            }
        }
        #expect(throws: InvalidEvent.self) { try decode(Self.headers + [("ce-data", "{}")]) }
    }
}
