import CKafka
import EventLog
import KafkaLog
import Patience
import Testing

/// A reader that is given nothing cannot tell a quiet log from one that is gone; the log can.
@Suite(.waits) struct AnsweringTests {
    @Test(arguments: Backend.here)
    func `a log that is there answers, and a closed one does not`(on backend: Backend) throws {
        let bench = try backend.bench(letters)
        #expect(bench.log.isAnswering)
        bench.log.close()
        #expect(!bench.log.isAnswering || backend == .sqlite)
    }

    @Test func `a cluster whose only broker is down does not answer, and does when it is back`()
        throws
    {
        let cluster = try MockCluster(topics: [letters])
        let log = try KafkaLog(KafkaSettings(bootstrap: cluster.bootstrap), topics: [letters])
        defer { log.close() }
        #expect(log.isAnswering)
        rd_kafka_mock_broker_set_down(cluster.cluster, 1)
        #expect(!log.isAnswering)
        rd_kafka_mock_broker_set_up(cluster.cluster, 1)
        // librdkafka connects again within a second or two.
        let deadline = ContinuousClock.now + .seconds(30)
        while !log.isAnswering, ContinuousClock.now < deadline {}
        #expect(log.isAnswering)
    }
}
