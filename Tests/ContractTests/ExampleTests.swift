import Casework
import Contract
import EventLog
import Events
import Testing

@Suite("The golden messages")
struct ExampleTests {
    static let events = TopicFolder.all.filter { folder in
        Contract.records.contains { $0.name == folder.name }
    }

    @Test(arguments: TopicFolder.all)
    func `Every example is as its schema says`(folder: TopicFolder) throws {
        let examples = try folder.examples
        #expect(examples.count >= 2)
        let schema = try folder.schema
        for example in examples {
            #expect(
                schema.objections(to: try JSONValue(example.bytes)).isEmpty, "\(example.name)")
        }
    }

    @Test(arguments: events)
    func `Every event is read, written and read back the same`(folder: TopicFolder) throws {
        let decoder = EventDecoder()
        let schema = try folder.schema
        var kinds: Set<RecordKind> = []
        for example in try folder.examples {
            let event = try decoder.decode(example.bytes)
            let written = EventEncoder.encode(event)
            #expect(try decoder.decode(written) == event, "\(example.name)")
            #expect(schema.objections(to: try JSONValue(written)).isEmpty, "\(example.name)")
            kinds.insert(event.fact.record.kind)
        }
        // A retraction travels with the records that it takes back.
        #expect(kinds.map { "\($0.rawValue)s" } == [folder.name])
    }

    @Test func `Every alert is read, written and read back the same`() throws {
        let folder = TopicFolder(name: Contract.alerts.name)
        let schema = try folder.schema
        for example in try folder.examples {
            let alert = try AlertDecoder().decode(example.bytes)
            let written = AlertEncoder.encode(alert)
            #expect(try AlertDecoder().decode(written) == alert, "\(example.name)")
            #expect(schema.objections(to: try JSONValue(written)).isEmpty, "\(example.name)")
        }
    }

    @Test(arguments: events)
    func `Schema and decoder agree on events with one thing wrong`(folder: TopicFolder) throws {
        try agree(folder) { bytes in _ = try EventDecoder().decode(bytes) }
    }

    @Test func `Schema and decoder agree on alerts with one thing wrong`() throws {
        try agree(TopicFolder(name: Contract.alerts.name)) { bytes in
            _ = try AlertDecoder().decode(bytes)
        }
    }

    /// Takes each field of each example out, and puts other values in its place.
    private func agree(_ folder: TopicFolder, decode: ([UInt8]) throws -> Void) throws {
        let schema = try folder.schema
        let values: [JSONValue?] = [
            nil, .null, .boolean(true), .number(1), .number(1.5), .number(101), .object([:]),
            .array([.string("x")]), .array([.number(1)]), .string(""), .string("  "), .string("x"),
            .string("a\u{0}b"), .string("1.0"), .string("RC8"), .string("2026-03-31"),
            .string("2026-03-31T09:41:07Z"), .string("2026-03-31T09:41:07"),
            .string("2026-03-31T24:00:00Z"), .string("12026-03-31"),
            .string(String(repeating: "é", count: 200)),
            .string(String(repeating: "é", count: 501)), .string("Application/JSON; x=y"),
        ]
        var refused = 0
        for example in try folder.examples {
            let whole = try JSONValue(example.bytes)
            let inner = (whole["data"]?.members.keys.map { $0 } ?? []) + ["surname"]
            let outer = whole.members.keys.map { $0 } + ["Extra", "extra"]
            let isEvent = whole["data"] != nil
            for value in values {
                for name in inner where isEvent {
                    var spoilt = whole
                    spoilt["data"]?[name] = value
                    refused += try compare(spoilt, schema, decode, "\(example.name) data.\(name)")
                }
                for name in outer {
                    var spoilt = whole
                    spoilt[name] = value
                    refused += try compare(spoilt, schema, decode, "\(example.name) \(name)")
                }
            }
        }
        #expect(refused > 100)
    }

    /// 1 where both refuse, 0 where both accept.
    private func compare(
        _ value: JSONValue, _ schema: SchemaCheck, _ decode: ([UInt8]) throws -> Void,
        _ told: String
    ) throws -> Int {
        let objections = schema.objections(to: value)
        let bytes = try value.bytes
        var isRead = true
        do { try decode(bytes) } catch { isRead = false }
        #expect(
            isRead == objections.isEmpty,
            "\(told): \(String(decoding: bytes, as: UTF8.self)) \(objections)")
        return isRead ? 0 : 1
    }
}
