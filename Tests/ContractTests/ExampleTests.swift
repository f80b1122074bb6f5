import Casework
import Contract
import EventLog
import Events
import Foundation
import Reviews
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

    @Test func `Every review is read, written and read back the same, whatever was done`() throws {
        let folder = TopicFolder(name: Contract.reviews.name)
        let schema = try folder.schema
        var types: Set<String> = []
        for example in try folder.examples {
            let review = try ReviewDecoder().decode(example.bytes)
            let written = ReviewEncoder.encode(review)
            #expect(try ReviewDecoder().decode(written) == review, "\(example.name)")
            #expect(schema.objections(to: try JSONValue(written)).isEmpty, "\(example.name)")
            #expect(review.isWellFormed)
            types.insert(try #require(JSONValue(written)["type"]?.text))
        }
        let declared = schema.root["properties"]?["type"]?["enum"]?.elements.compactMap(\.text)
        #expect(types == Set(try #require(declared)))
    }

    private static let optionalAttributes = [
        "subject", "datacontenttype", "dataschema", "data_base64",
    ]

    @Test(arguments: events)
    func `Schema and decoder agree on data in Base64, in place of data and beside it`(
        folder: TopicFolder
    ) throws {
        let schema = try folder.schema
        let decode = { (bytes: [UInt8]) in _ = try EventDecoder().decode(bytes) }
        var refused = 0
        for example in try folder.examples {
            var event = try JSONValue(example.bytes)
            let data = try #require(event["data"])
            let encoded = JSONValue.string(Data(try data.bytes).base64EncodedString())
            event["data_base64"] = encoded
            refused += try compare(event, schema, decode, "\(example.name) with both")
            event["data_base64"] = .null
            refused += try compare(event, schema, decode, "\(example.name) with a null beside it")
            event["data"] = nil
            refused += try compare(event, schema, decode, "\(example.name) with a null alone")
            for text in [encoded, "e30=", "W10=", "Int7", "Int7=", "", "eyJ"] {
                event["data_base64"] = text
                refused += try compare(event, schema, decode, "\(example.name) with \(text)")
            }
        }
        #expect(refused > 0)
    }

    @Test func `Schema and decoder agree on which characters an identifier may have`() throws {
        let folder = TopicFolder(name: Contract.contacts.name)
        let schema = SchemaCheck(
            root: .object([
                "$defs": try #require(try folder.schema.root["$defs"]),
                "$ref": "#/$defs/identifier",
            ]))
        let sound = try JSONValue(#require(try folder.examples.first).bytes)
        let decoder = EventDecoder()
        // Where the sets begin and end, and a sample of everything else.
        var edges: [UInt32] = Array(stride(from: 0x3100, to: 0x10ffff, by: 509))
        for stretch in [
            0...0x3100, 0xd700...0x10300, 0x13400...0x13460, 0x1bc90...0x1bcb0, 0x1d160...0x1d190,
            0xdfff0...0xe1010,
        ] as [ClosedRange<UInt32>] {
            edges += stretch
        }
        for plane in UInt32(1)...16 { edges += (plane << 16 - 3)...(plane << 16) }
        var refused = 0
        for scalar in edges.compactMap({ Unicode.Scalar($0) }) {
            let text = "A\(scalar)B"
            // A schema cannot say that a text is composed.
            guard
                text.precomposedStringWithCanonicalMapping.unicodeScalars.elementsEqual(
                    text.unicodeScalars)
            else { continue }
            var event = sound
            event["data"]?["childId"] = .string(text)
            let isRead = (try? decoder.decode(event.bytes)) != nil
            let isAllowed = schema.objections(to: .string(text)).isEmpty
            #expect(isRead == isAllowed, "U+\(String(scalar.value, radix: 16))")
            refused += isRead ? 0 : 1
        }
        #expect(refused > 300)
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

    @Test func `Schema and decoder agree on reviews with one thing wrong`() throws {
        let folder = TopicFolder(name: Contract.reviews.name)
        try agree(folder) { bytes in _ = try ReviewDecoder().decode(bytes) }
        // And on what lies within them.
        let schema = try folder.schema
        for example in try folder.examples {
            let whole = try JSONValue(example.bytes)
            for object in ["by", "basis"] {
                for name in (whole[object]?.members.keys.sorted() ?? []) + ["extra"] {
                    for value in [nil, .null, .number(1), .string("x"), .string(" ")]
                        as [JSONValue?]
                    {
                        var spoilt = whole
                        spoilt[object]?[name] = value
                        _ = try compare(
                            spoilt, schema, { _ = try ReviewDecoder().decode($0) },
                            "\(example.name) \(object).\(name)")
                    }
                }
            }
        }
    }

    /// The data of the topic's first example in Base64; for a topic without, some text.
    private func payload(of folder: TopicFolder) throws -> String {
        guard let example = try folder.examples.first,
            let data = try JSONValue(example.bytes)["data"]
        else { return "e30=" }
        return Data(try data.bytes).base64EncodedString()
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
            .string("text/json;charset=\"UTF-8\""), .string("application/x+json;"),
            .string("application/json; charset=utf-16"), .string("application/json; charset"),
            .number(2_147_483_648), .string("AB 12"), .string("AB  12"), .string(" AB"),
            .string("AB "), .string("A\u{200b}B"), .string("A\u{202e}B"), .string("A\u{a0}B"),
            .string("A\u{fffd}B"), .string("A\u{ffff}B"), .string("\u{feff}AB"), .string("A\nB"),
            .string("AB\n"), .string("A\u{e0041}B"), .string("\u{1f600}"), .string("é"),
            .string("0000-00-00"), .string("2026-00-10"), .string("2026-02-30"),
            .string("2024-02-29"), .string("2023-02-29"), .string("2100-02-29"),
            .string("2000-02-29T00:00:00+01:00"), .string("1899-12-31"), .string("2200-01-01"),
            .string("2026-04-31T09:41:07Z"), .string("2026-03-31T09:41:07.1234567890Z"),
            .string("2026-03-31 09:41:07Z"), .string("2026-03-31T09:41:60Z"),
            .string("e30="), .string(try payload(of: folder)),
        ]
        var refused = 0
        for example in try folder.examples {
            let whole = try JSONValue(example.bytes)
            let inner = (whole["data"]?.members.keys.map { $0 } ?? []) + ["surname"]
            let isEvent = whole["data"] != nil
            let optional = ["Extra", "extra"] + (isEvent ? Self.optionalAttributes : [])
            let outer = Set(whole.members.keys).union(optional).sorted()
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
