import Contract
import EventLog
import Foundation
import KafkaLog
import Patience
import Testing

/// Topics and quarantine on a real broker, where KAFKA_BOOTSTRAP names one.
@Suite(.enabled(if: Broker.bootstrap != nil, "\(Broker.missing)"), .waits)
struct KafkaTests {
    /// Topics of this test's own, which stay on the broker.
    private let prefix = "e\(UInt32.random(in: .min ... .max))."
    private let scratch: Scratch

    init() throws { scratch = try Scratch() }

    private var kafka: [String] { ["--kafka", Broker.bootstrap ?? "", "--prefix", prefix] }

    private func run(_ words: String...) throws -> Program.Outcome {
        try Program.run(words + kafka)
    }

    private func settings() throws -> KafkaSettings {
        try KafkaSettings(bootstrap: Broker.bootstrap ?? "", prefix: prefix)
    }

    @Test func `topics are created once, compared, and never altered`() throws {
        let before = try run("topics", "check")
        #expect(before.status == 1 && before.text.contains("\(prefix)contacts is not there."))
        // Somebody made one of them by hand.
        try KafkaAdmin(settings()).create(
            Topic("closures", partitions: 3), replication: 1,
            configuration: ["retention.ms": "60000"])
        let applied = try run("topics", "apply")
        #expect(applied.status == 1, "\(applied.errors)")
        // All that are declared but that one.
        let created = applied.lines.count { $0.contains(" created: 12 partitions") }
        #expect(created == Contract.declared.count - 1)
        let after = try run("topics", "check")
        #expect(after.status == 1)
        #expect(after.text.contains("\(prefix)closures has 3 partitions, and 12 are declared."))
        #expect(
            after.text.contains("\(prefix)closures has retention.ms 60000, and -1 is declared."))
        #expect(!after.text.contains("\(prefix)contacts has"), "\(after.text)")
        #expect(try run("topics", "apply").text == after.text)
    }

    @Test func `what cannot be read is listed, replayed and discarded`() throws {
        let applied = try run("topics", "apply")
        #expect(applied.status == 0, "\(applied.errors)\(applied.text)")
        let log = try KafkaLog(settings(), topics: Contract.all)
        defer { log.close() }
        let headers = [Header("trace", [0xff]), Header("trace", [])]
        _ = try log.appendAndWait([
            Message(
                to: Contract.contacts, key: Array("C-7".utf8), value: [0xff, 0, 0x7b],
                headers: headers, partition: 5)
        ])
        let serving = try Serving(scratch.path("data"), kafka)
        func list(_ words: String...) throws -> String {
            let outcome = try Program.run(["quarantine", "list", "--json"] + words + kafka)
            #expect(outcome.status == 0, "\(outcome.errors)")
            return outcome.text
        }
        #expect(try waitUntil { try list().contains(#""attempts":1"#) })
        let replayed = try run("quarantine", "replay", "--all")
        #expect(replayed.status == 0 && replayed.text.contains("contacts/5:1"))
        #expect(try waitUntil { try list().contains(#""attempts":2"#) })
        let refused = try run("quarantine", "replay", "--all", "--attempts", "2")
        #expect(refused.status == 1 && refused.errors.contains("--attempts 3"))
        // Where it stands depends on who was first, the engine or the record of the replay.
        let place = try #require(try list().firstMatch(of: /"place":"(5:\d)"/)?.output.1)
        let discarded = try run("quarantine", "discard", String(place), "--reason", "a test")
        #expect(discarded.status == 0, "\(discarded.errors)")
        #expect(try !list().contains("place"))
        #expect(try list("--all").contains(#""replayOf":"5:0""#))

        var sent: [Record] = []
        try log.readThrough(log.extent(of: [Contract.contacts])) { sent += $0 }
        #expect(sent.map(\.value) == [[0xff, 0, 0x7b], [0xff, 0, 0x7b]])
        #expect(sent.allSatisfy { Array($0.headers.prefix(2)) == headers })
        #expect(try serving.stop() == 0)
        #expect(try run("doctor").isSound(on: .kafka))
    }

    @Test func `the largest record that a topic takes fits into quarantine, headers and all`()
        throws
    {
        #expect(try run("topics", "apply").status == 0)
        let log = try KafkaLog(settings(), topics: Contract.all)
        defer { log.close() }
        let headers = [Header("large", Array(repeating: 0x78, count: 100_000))]
        func append(_ size: Int) throws {
            _ = try log.appendAndWait([
                Message(
                    to: Contract.contacts, key: Array("C-7".utf8),
                    value: Array(repeating: 0xff, count: size), headers: headers)
            ])
        }
        // 1,048,588 bytes are a batch at the most, of which some are its own.
        #expect(throws: LogError.self) { try append(1_048_588 - 100_000) }
        try append(1_048_300 - 100_000)
        let serving = try Serving(scratch.path("data"), kafka)
        #expect(
            try waitUntil { try run("quarantine", "list", "--json").text.contains("948300") })
        #expect(try serving.stop() == 0)
    }
}
