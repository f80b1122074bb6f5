import EventLog
import KafkaLog
import Testing

@Suite(
    "On a real broker",
    .enabled(if: Backend.bootstrap != nil, "KAFKA_BOOTSTRAP names no broker"))
struct RealBrokerTests {
    @Test func `the contract suite runs on it`() throws {
        #expect(Backend.here == Backend.allCases)
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
