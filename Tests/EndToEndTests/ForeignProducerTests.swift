import Casework
import Contract
import EventLog
import Events
import Foundation
import Patience
import Testing

/// Records of a producer that is not ours: the good ones reach the board, the others quarantine,
/// and the partition moves on.
@Suite(.enabled(if: Broker.bootstrap != nil && Kcat.isHere, "no broker, or no kcat"), .waits)
struct ForeignProducerTests {
    private let home: Home
    private let kcat: Kcat
    private let secret = BadInput.child

    init() throws {
        home = try Home(.kafka)
        kcat = Kcat(
            bootstrap: try #require(Broker.bootstrap),
            topic: try #require(home.prefix) + Contract.contacts.name)
    }

    private struct Entry: Decodable {
        let reason: String
        let field: String
        let size: Int
        let place: String
    }

    private func entries() throws -> [Entry] {
        let outcome = try home.run("quarantine", "list", "--json")
        #expect(outcome.status == 0, "\(outcome.errors)")
        return try JSONDecoder().decode([Entry].self, from: outcome.output)
    }

    /// An event in binary mode: the envelope in headers, `data` alone in the value.
    private func binary(_ event: Event) throws -> (headers: [String], data: [UInt8]) {
        var whole = try #require(
            try JSONSerialization.jsonObject(with: Data(EventEncoder.encode(event)))
                as? [String: Any])
        let data = try #require(whole["data"])
        whole["data"] = nil
        whole["datacontenttype"] = nil
        let headers = whole.map { "ce_\($0.key)=\($0.value)" } + ["content-type=application/json"]
        return (headers, Array(try JSONSerialization.data(withJSONObject: data)))
    }

    @Test func `structured and binary mode, both reach the board`() throws {
        let serving = try home.serve()
        for child in ["CH-STRUCTURED", "CH-BINARY", "CH-PLAIN"] {
            for event in Records.threeContacts(of: child) {
                switch child {
                case "CH-BINARY":
                    let (headers, data) = try binary(event)
                    try kcat.produce(data, key: child, headers: headers, Kcat.murmur2)
                case "CH-STRUCTURED":
                    try kcat.produce(
                        EventEncoder.encode(event), key: child, headers: [Kcat.structured],
                        Kcat.murmur2)
                default:
                    // Some say nothing of what it is.
                    try kcat.produce(EventEncoder.encode(event), key: child, Kcat.murmur2)
                }
            }
            #expect(try waitUntil { try serving.get("/alerts").text.contains(child) }, "\(child)")
        }
        #expect(try entries().isEmpty)
        #expect(try serving.stop() == 0)
        try home.checkHealth()
    }

    @Test func `what is hostile goes aside with its reason, and its partition moves on`() throws {
        let serving = try home.serve()
        let sound = EventEncoder.encode(Records.contact("CON-1", of: secret))
        let own = Partitioning.partition(of: Array(secret.utf8), among: 12)
        let other = "\((own + 1) % 12)"
        let mine = "\(own)"
        let (headers, data) = try binary(Records.contact("CON-2", of: secret))
        var expected = ["key", "key", "value", "event", "event", "event", "time"]
        try kcat.produce(sound, key: "CH-OTHER", headers: [Kcat.structured], "-p", mine)
        try kcat.produce(sound, key: nil, headers: [Kcat.structured], "-p", mine)
        try kcat.produce(sound, key: secret, headers: [Kcat.structured], "-p", other)
        try kcat.produce(nil, key: secret, "-p", mine)
        try kcat.produce([0xff, 0xfe] + sound, key: secret, "-p", mine)
        try kcat.produce(Array("{".utf8), key: secret, headers: [Kcat.structured], "-p", mine)
        try kcat.produce(
            Array(repeating: 0x5b, count: 1_000_000), key: secret, "-p", mine,
            "-X", "message.max.bytes=2000000")
        // Binary mode, of which a header is missing.
        try kcat.produce(
            data, key: secret, headers: headers.filter { !$0.hasPrefix("ce_time=") }, "-p", mine)
        // Binary mode without data is a tombstone in the standard's words.
        try kcat.produce(nil, key: secret, headers: headers, "-p", mine)
        expected.append("value")

        #expect(
            try waitUntil { try entries().count >= expected.count })
        let found = try entries()
        #expect(found.map(\.field).sorted() == expected.sorted(), "\(found.map(\.reason))")
        #expect(found.contains { $0.size == 1_000_000 })
        #expect(!found.contains { $0.reason.contains("SECRET") })

        // The partition moves on.
        for event in Records.threeContacts(of: secret) {
            try kcat.produce(EventEncoder.encode(event), key: secret, "-p", mine)
        }
        #expect(try waitUntil { try serving.get("/alerts").text.contains(secret) })
        // What stood in another's partition was forwarded to its own, and counts.
        #expect(
            try waitUntil {
                try home.run("explain", secret).lines.count { $0.contains("undecided") } == 4
            })
        #expect(try entries().count == expected.count)
        #expect(try serving.stop() == 0)
        #expect(!serving.errors.contains("SECRET"))
        try home.checkHealth()
    }

    /// librdkafka's own choice is CRC32 of the key. Where that is not the partition in which a child's
    /// story stands, the engine forwards: here each child has a contact over HTTP besides.
    @Test func `left to librdkafka's own partitioner, records still make one story`() throws {
        let serving = try home.serve()
        let children = (1...6).map { "CH-CRC-\($0)" }
        for child in children {
            let contacts = Records.threeContacts(of: child)
            #expect(try serving.post(EventEncoder.encode(contacts[0])).status == 202)
            for event in contacts.dropFirst() {
                try kcat.produce(
                    EventEncoder.encode(event), key: child, headers: [Kcat.structured])
            }
        }
        let astray = try home.withLog { log in
            try Reading.records(of: log, [Contract.contacts]).count {
                $0.position.partition.number != Partitioning.partition(of: $0.key, among: 12)
            }
        }
        #expect(astray >= 3, "the other partitioner happens to agree: choose other children")
        #expect(
            try waitUntil {
                let alerts = try serving.get("/alerts").text
                return children.allSatisfy { alerts.contains("\($0)\"") }
            })
        #expect(try entries().isEmpty)
        #expect(try serving.stop() == 0)
        try home.checkHealth()
    }

    /// A transaction ends with a record of Kafka's own, which nobody is given: the log ends where
    /// nothing can be read, and an engine that starts there is ready all the same.
    @Test func `a transaction's records count, and its end keeps nobody waiting`() throws {
        let child = "CH-TRANSACTION"
        let serving = try home.serve()
        for (number, event) in Records.threeContacts(of: child).enumerated() {
            try kcat.produce(
                EventEncoder.encode(event), key: child, headers: [Kcat.structured],
                Kcat.murmur2, "-X", "transactional.id=\(try #require(home.prefix))\(number)")
        }
        #expect(try waitUntil { try serving.get("/alerts").text.contains(child) })
        try home.waitUntilLevel()
        #expect(try serving.stop() == 0)
        let again = try home.serve()
        #expect(try again.get("/alerts").text.contains(child))
        #expect(try again.stop() == 0)
        try home.checkHealth()
    }
}
