import CKafka
import Contract
import EventLog
import Foundation
import Patience
import Testing

/// A quiet log and a dead one, on librdkafka's mock cluster: whose broker can be taken down.
@Suite(.waits) struct DeadLogTests {
    @Test
    func `a log that does not answer stops the board's time, and one that is back lets it go on`()
        throws
    {
        let scratch = try Scratch()
        let cluster = try MockBroker(topics: Contract.all)
        let serving = try Serving(
            words: ["--data", scratch.path("data"), "--kafka", cluster.bootstrap], ready: false)
        #expect(
            try waitUntil(within: 60) { try serving.get("/readyz").status == 200 },
            "\(serving.errors)")
        #expect(try serving.get("/").text.contains("Complete up to"))
        cluster.isUp = false
        #expect(
            try waitUntil {
                try serving.get("/").text.contains("the log has not answered since")
            })
        let page = try serving.get("/").text
        #expect(page.contains("Stopped") && page.contains("The log has not answered since"))
        #expect(!page.contains("Nothing needs a second look"))
        let ready = try serving.get("/readyz")
        #expect(ready.status == 503 && ready.text.contains("The log does not answer"))
        let metrics = try serving.get("/metrics").text
        #expect(metrics.contains(#"incomplete{reason="silent"} 1"#))
        #expect(metrics.contains("secondlook_ready 0"))
        #expect(try serving.get("/healthz").status == 200)
        cluster.isUp = true
        #expect(try waitUntil(within: 60) { try serving.get("/readyz").status == 200 })
        #expect(try waitUntil { try serving.get("/").text.contains("Complete up to") })
        #expect(try serving.stop() == 0)
    }
}

/// A cluster of one broker inside this process, which other processes reach as well.
private final class MockBroker {
    private let client: OpaquePointer
    private let cluster: OpaquePointer
    let bootstrap: String

    var isUp = true {
        didSet {
            _ =
                isUp
                ? rd_kafka_mock_broker_set_up(cluster, 1)
                : rd_kafka_mock_broker_set_down(cluster, 1)
        }
    }

    init(topics: [Topic]) throws {
        client = try #require(rd_kafka_new(RD_KAFKA_PRODUCER, rd_kafka_conf_new(), nil, 0))
        cluster = try #require(rd_kafka_mock_cluster_new(client, 1))
        bootstrap = String(cString: rd_kafka_mock_cluster_bootstraps(cluster))
        for topic in topics {
            rd_kafka_mock_topic_create(cluster, topic.name, Int32(topic.partitions), 1)
        }
    }

    deinit {
        rd_kafka_mock_cluster_destroy(cluster)
        rd_kafka_destroy(client)
    }
}
