import Contract
import Testing
import TopicDeclarations

@Suite("The declared topics and a cluster's")
struct ComparisonTests {
    private let cluster = Cluster()

    private func compare(prefix: String = "", replication: Int? = nil) throws -> TopicComparison {
        try TopicComparison(
            of: TopicDeclaration.all(), with: cluster, prefix: prefix, replication: replication)
    }

    /// A cluster on which everything is as declared.
    private func complete() throws { _ = try compare().createMissing(on: cluster) }

    @Test func `on an empty cluster everything is missing, and apply creates it`() throws {
        let before = try compare()
        #expect(
            before.missing.count == Contract.declared.count
                && before.differences.count == Contract.declared.count)
        var told: [String] = []
        let after = try before.createMissing(on: cluster) { told.append($0.name) }
        #expect(after.differences.isEmpty)
        #expect(told == before.wanted.map(\.name))
        #expect(try compare().differences.isEmpty)
        #expect(cluster.topics["contacts"]?.replicationFactor == 3)
    }

    @Test(arguments: [(1, 1), (2, 2), (3, 3), (6, 3)])
    func `records are kept by three brokers, or by all where there are fewer`(
        brokers: Int, replicas: Int
    ) throws {
        cluster.brokers = brokers
        #expect(try compare().wanted.allSatisfy { $0.replicationFactor == replicas })
        #expect(try compare(replication: 1).wanted.allSatisfy { $0.replicationFactor == 1 })
    }

    @Test func `each thing that differs is named, with the command that mends it`() throws {
        try complete()
        cluster.topics["contacts"]?.config["retention.ms"] = "604800000"
        cluster.topics["referrals"]?.partitions = 3
        cluster.topics["closures"]?.replicationFactor = 1
        cluster.topics["alerts"]?.config["cleanup.policy"] = "compact,delete"
        cluster.topics["quarantine"]?.config = [:]
        cluster.topics["people"] = nil
        let found = try compare().differences.map { difference in
            (difference.description, difference.remedy(bootstrap: "kafka:9092"))
        }
        #expect(
            found.map(\.0) == [
                "contacts has retention.ms 604800000, and -1 is declared.",
                "referrals has 3 partitions, and 12 are declared.",
                "closures is kept by 1 brokers, and should be by 3.",
                "alerts has cleanup.policy compact,delete, and delete is declared.",
                "quarantine is there, but the broker does not say how it is set.",
                "people is not there.",
            ])
        #expect(
            found[0].1 == "kafka-configs.sh --bootstrap-server kafka:9092 --alter "
                + "--entity-type topics --entity-name contacts --add-config retention.ms=-1")
        #expect(found[1].1.contains("Do not add partitions"))
        #expect(found[4].1.contains("DescribeConfigs"))
        #expect(found[5].1.contains("topics apply"))
    }

    @Test func `apply alters nothing that is there, and what differs stays named`() throws {
        try complete()
        cluster.topics["contacts"]?.config["retention.ms"] = "1"
        cluster.topics["people"] = nil
        let before = cluster.topics["contacts"]
        let after = try compare().createMissing(on: cluster)
        #expect(after.differences.count == 1)
        #expect(cluster.topics["contacts"] == before)
        #expect(cluster.topics["people"] != nil)
    }

    @Test func `lists are the same in any order, and what nobody declared is passed over`() throws {
        let wanted = TopicDescription(
            name: "t", partitions: 1, replicationFactor: 1,
            config: ["cleanup.policy": "compact,delete"])
        var actual = wanted
        actual.config = ["cleanup.policy": "delete, compact", "segment.ms": "1"]
        var other = wanted
        other.name = "u"
        #expect(
            TopicComparison(wanted: [wanted], actual: [other, actual]).differences.isEmpty)
    }

    @Test func `where another creates a topic first, that one is compared`() throws {
        var theirs = try #require(try compare().wanted.first)
        theirs.partitions = 1
        cluster.created = [theirs]
        let after = try compare().createMissing(on: cluster)
        #expect(
            after.differences == [
                .partitions(topic: "contacts", declared: 12, actual: 1)
            ])
    }

    @Test func `a cluster that refuses is an error, and not a comparison`() throws {
        cluster.refusesToCreate = ["alerts"]
        #expect(throws: Cluster.Refused.self) { try compare().createMissing(on: cluster) }
    }

    @Test func `two prefixes are two sets of topics`() throws {
        _ = try compare(prefix: "a.").createMissing(on: cluster)
        #expect(try compare(prefix: "b.").missing.count == Contract.declared.count)
        _ = try compare(prefix: "b.").createMissing(on: cluster)
        #expect(cluster.topics.count == 2 * Contract.declared.count)
        #expect(try compare(prefix: "a.").differences.isEmpty)
    }
}
