import EventLog
import KafkaLog
import Patience
import Testing

@Suite(
    "On a real broker",
    .enabled(if: Backend.bootstrap != nil, "KAFKA_BOOTSTRAP names no broker"), .waits)
struct RealBrokerTests {
    @Test func `the contract suite runs on it`() throws {
        #expect(Backend.here == Backend.allCases)
    }

    /// Brokers do the same to a member whose request to join was lost and repeated: it must not wait
    /// for ever for partitions that it will never get.
    @Test func `a member whose name another one took is told, and ends`() throws {
        var settings = try KafkaSettings(
            bootstrap: try #require(Backend.bootstrap),
            prefix: "t\(UInt32.random(in: .min ... .max)).")
        settings.instance = "one"
        try KafkaAdmin(settings).create(letters, replication: 1)
        let logs = try (0..<2).map { _ in try KafkaLog(settings, topics: [letters]) }
        defer { for log in logs { log.close() } }
        func isAssigned(_ member: any GroupMember) throws -> Bool {
            if case .assigned = try member.next(atMost: 1, waiting: .seconds(1)) { return true }
            return false
        }
        let first = try logs[0].join("readers", topics: [letters])
        while try !isAssigned(first) {}
        let second = try logs[1].join("readers", topics: [letters])
        let error = #expect(throws: LogError.self) {
            let end = ContinuousClock.now + .seconds(30)
            while ContinuousClock.now < end {
                _ = try second.next(atMost: 1, waiting: .milliseconds(100))
                _ = try first.next(atMost: 1, waiting: .milliseconds(100))
            }
        }
        #expect(try #require(error).description.contains("--instance"))
    }

    @Test func `the administration sees the topics that it made, with their settings`() throws {
        let name = "t\(UInt32.random(in: .min ... .max))."
        let admin = try KafkaAdmin(
            KafkaSettings(bootstrap: try #require(Backend.bootstrap), prefix: name))
        #expect(try admin.topics() == [])
        try admin.create(letters, replication: 1, configuration: ["retention.ms": "86400000"])
        let topic = try #require(try admin.topics().first)
        #expect(topic.name == "letters")
        #expect(topic.partitions == 4)
        #expect(topic.replication == 1)
        #expect(topic.settings["retention.ms"] == "86400000")
        #expect(topic.settings["cleanup.policy"] == "delete")
        #expect(throws: LogError.self) { try admin.create(letters, replication: 1) }
    }
}
