import Casework
import Events
import Testing

@Suite("Reading a batch")
struct EventBatchTests {
    private func decode(
        _ text: String
    ) throws(InvalidEvent) -> [Result<EventBatchDecoder.Element, InvalidEvent>] {
        try EventBatchDecoder().decode(Array(text.utf8))
    }

    @Test func `Each event comes with its own bytes`() throws {
        let odd = Sample.contact.with("note", #""a \"],[{ \\\\\" b""#).with("nested", "1")
        let samples = Sample.all + [odd]
        let text = " [ \(samples.map(\.text).joined(separator: " ,\n")) ] "
        let results = try decode(text)
        #expect(results.count == samples.count)
        for (result, sample) in zip(results, samples) {
            let element = try result.get()
            #expect(String(decoding: element.bytes, as: UTF8.self) == sample.text)
            #expect(try element.event == EventDecoder().decode(sample.json))
        }
    }

    @Test func `An invalid event costs none of the others and is named by its place`() throws {
        let spoilt = Sample.contact.with("data.source", #""ZZ""#).text
        let sound = Sample.contact.text
        let results = try decode("[\(sound),\(spoilt),7,[],\(sound)]")
        #expect(results.count == 5)
        _ = try results[0].get()
        _ = try results[4].get()
        let fields = results.map { result -> String? in
            if case .failure(let wrong) = result { wrong.field } else { nil }
        }
        #expect(fields == [nil, "[1].data.source", "[2]", "[3]", nil])
    }

    @Test(arguments: ["", "{}", "7", "[", "[1,]", "[}]", "[1 2]", "[]]", "[1],[2]"])
    func `What is not a JSON array is refused as a whole`(text: String) {
        #expect(throws: InvalidEvent.self) { try decode(text) }
    }

    @Test func `A batch cut off anywhere is refused as a whole`() {
        let bytes = Array("[\(Sample.contact.text),\(Sample.closure.text)]".utf8)
        let decoder = EventBatchDecoder()
        for length in bytes.indices {
            #expect(throws: InvalidEvent.self, "\(length) bytes") {
                try decoder.decode(Array(bytes.prefix(length)))
            }
        }
    }

    @Test func `An empty batch holds nothing`() throws {
        #expect(try decode("[ ]").isEmpty)
    }

    @Test func `10,000 events are read, one more is refused`() throws {
        let one = Sample.closure.text
        let full = Array(repeating: one, count: 10_000).joined(separator: ",")
        let results = try decode("[\(full)]")
        #expect(results.count == 10_000)
        #expect(results.allSatisfy { if case .success = $0 { true } else { false } })
        #expect(throws: InvalidEvent.self) { try decode("[\(full),\(one)]") }
    }

    @Test func `An event nested too deep is refused by its place`() throws {
        let deep = String(repeating: "[", count: 63) + String(repeating: "]", count: 63)
        let results = try decode("[\(Sample.contact.text),{\"a\":\(deep)}]")
        _ = try results[0].get()
        #expect(throws: InvalidEvent.self) { try results[1].get() }
    }
}
