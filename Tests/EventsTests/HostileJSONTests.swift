import Casework
import Events
import Testing

@Suite("Bytes that are not an event")
struct HostileJSONTests {
    @Test(arguments: Sample.all)
    func `An event cut off at any byte is refused`(sample: Sample) {
        let decoder = EventDecoder()
        for length in 0..<sample.json.count {
            #expect(throws: InvalidEvent.self, "\(length) bytes") {
                try decoder.decode(Array(sample.json.prefix(length)))
            }
        }
    }

    @Test(arguments: Sample.all)
    func `An event with any byte replaced is read or refused`(sample: Sample) {
        let decoder = EventDecoder()
        for place in sample.json.indices {
            for byte: UInt8 in [0, 0x22, 0x5c, 0x7b, 0x7d, 0x80, 0xc3, 0xff] {
                var bytes = sample.json
                bytes[place] = byte
                do throws(InvalidEvent) {
                    let event = try decoder.decode(bytes)
                    #expect(try decoder.decode(EventEncoder.encode(event)) == event)
                } catch {
                    #expect(!error.description.contains(child))
                }
            }
        }
    }

    @Test(arguments: [
        "", " ", "null", "true", "7", "\"x\"", "[]", "[{}]", "{", "}", "{}{}", "{}x", "{,}",
        "{\"a\":1,}", "{'a':1}", "NaN", "\u{feff}{}", "// x",
    ])
    func `What is not one JSON object is refused as a whole or for what it lacks`(text: String) {
        let wrong = refusal(text)
        #expect(wrong?.field == "event")
    }

    @Test func `Nesting 100,000 deep is refused`() {
        for (open, close) in [("[", "]"), ("{\"a\":", "}")] {
            let deep = String(repeating: open, count: 100_000)
            #expect(refusal(deep) != nil)
            #expect(refusal(deep + "1" + String(repeating: close, count: 100_000)) != nil)
            let inside = Sample.contact.with(
                "data.source", deep + "1" + String(repeating: close, count: 100_000))
            #expect(refusal(inside.json)?.problem == "is nested deeper than 64")
        }
    }

    @Test func `An event of 2 MB is refused, one of just under 1 MiB is read`() throws {
        let text = Sample.contact.text
        let limit = EventDecoder.largestEvent
        let blanks = String(repeating: " ", count: limit - text.utf8.count)
        #expect(refusal(text + blanks) == nil)
        #expect(refusal(text + blanks + " ")?.problem == "is larger than 1048576 bytes")
        #expect(refusal(text + String(repeating: " ", count: 2_000_000)) != nil)
        let long = String(repeating: "x", count: 900_000)
        #expect(refusal(Sample.contact.with("extra", "\"\(long)\"").json) == nil)
    }

    @Test func `A name that stands twice is refused, however it is written`() {
        let twice = Sample.contact.text.replacing(
            "\"contactId\"", with: #""source":"6","contactId""#)
        #expect(refusal(twice)?.field == "source")
        let escaped = Sample.contact.text.replacing(
            "\"contactId\"", with: #""\u0073ource":"6","contactId""#)
        #expect(refusal(escaped)?.problem == "states it twice")
        #expect(
            refusal(Sample.contact.text.replacing("\"id\"", with: #""id":"e-2","id""#))?.field
                == "id")
    }

    @Test func `Among 40,000 attributes a name that stands twice is still found, and quickly`() {
        let many = (0..<40_000).map { "\"x\($0)\":1" }.joined(separator: ",")
        let text = "{\(many),\(Sample.contact.text.dropFirst())"
        #expect(refusal(text) == nil)
        #expect(refusal("{\"x39999\":1,\(text.dropFirst())")?.field == "x39999")
    }

    @Test func `Invalid UTF-8 is refused`() {
        for bytes: [UInt8] in [
            [0xff], [0xc3], [0xc0, 0x80], [0xed, 0xa0, 0x80], [0xf4, 0x90, 0x80, 0x80], [0x80],
        ] {
            let text = Array(Sample.contact.text.replacing("c-1", with: "@").utf8)
            let parts = text.split(separator: UInt8(ascii: "@"), maxSplits: 1)
            #expect(
                refusal(Array(parts[0]) + bytes + Array(parts[1]))?.problem == "is not UTF-8",
                "\(bytes)")
        }
    }

    @Test(arguments: [
        #"\ud800"#, #"\udc00"#, #"\ud800x"#, #"\ud800\ud800"#, #"\udc00\ud800"#, #"\ud83d\u0041"#,
        #"\x41"#, #"\u12"#, #"\"#, "\u{1}", "\n",
    ])
    func `A string that JSON does not allow is refused`(bad: String) {
        let sample = Sample.contact.with("data.contactId", "\"a\(bad)\"")
        #expect(refusal(sample.json) != nil)
    }

    @Test(arguments: ["01", "1.", ".5", "1e", "+1", "0x10", "1e999", "Infinity", "-"])
    func `A number that JSON does not allow is refused`(bad: String) {
        #expect(refusal(Sample.contact.with("extra", bad).json) != nil)
    }
}
