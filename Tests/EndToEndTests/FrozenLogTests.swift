import CKafka
import Contract
import EventLog
import Foundation
import Patience
import SQLite
import Testing

/// A log that does not move: its file is locked by another program, or its broker is frozen.
@Suite(.serialized, .waits) struct FrozenLogTests {
    private let scratch: Scratch

    init() throws { scratch = try Scratch() }

    private let event = Records.batch(Records.threeContacts(of: "CH-1"))

    /// From 50 connections at once, each again and again: 503 for the events, and health as ever.
    private func expectRefusals(_ serving: Serving) throws {
        let connections = try (0..<50).map { _ in try serving.connect() }
        let health = try serving.connect()
        for round in 0..<4 {
            for connection in connections {
                try connection.sendPost(event, type: Connection.batch)
            }
            #expect(try health.get("/healthz").status == 200)
            #expect(try serving.get("/healthz").status == 200)
            for connection in connections {
                let answer = try connection.answer()
                #expect(answer.status == 503, "round \(round): \(answer.text)")
                #expect(answer.header("Retry-After") != nil)
            }
        }
    }

    @Test func `a locked log is answered 503, and taken up again by itself`() throws {
        let serving = try Serving(scratch.path("data"))
        #expect(try serving.post(event, type: Connection.batch).status == 202)
        let database = try Database(
            scratch.path("data/log.sqlite"), access: .readWrite, busyTimeout: .seconds(20))
        try database.execute("BEGIN EXCLUSIVE")
        try expectRefusals(serving)
        try database.execute("ROLLBACK")
        #expect(
            try waitUntil { try serving.post(event, type: Connection.batch).status == 202 })
        #expect(try serving.stop() == 0)
    }

    @Test func `a frozen broker is answered 503, and taken up again by itself`() throws {
        let client = try #require(rd_kafka_new(RD_KAFKA_PRODUCER, rd_kafka_conf_new(), nil, 0))
        defer { rd_kafka_destroy(client) }
        let cluster = try #require(rd_kafka_mock_cluster_new(client, 1))
        defer { rd_kafka_mock_cluster_destroy(cluster) }
        for topic in Contract.all {
            _ = rd_kafka_mock_topic_create(cluster, topic.name, Int32(topic.partitions), 1)
        }
        let bootstrap = String(cString: rd_kafka_mock_cluster_bootstraps(cluster))
        let serving = try Serving(
            words: ["--kafka", bootstrap, "--roles", "intake"], ready: false)
        #expect(
            try waitUntil { try serving.post(event, type: Connection.batch).status == 202 })
        rd_kafka_mock_broker_set_rtt(cluster, 1, 600_000)
        try expectRefusals(serving)
        rd_kafka_mock_broker_set_rtt(cluster, 1, 0)
        #expect(
            try waitUntil(within: 60) {
                try serving.post(event, type: Connection.batch).status == 202
            })
    }

    @Test func `a flood of large bodies is held within a bound, and its memory given back`() throws
    {
        let serving = try Serving(scratch.path("data"))
        let before = try serving.residentBytes()
        let body = [UInt8](repeating: 0x20, count: 12 << 20)
        let flood = try (0..<40).map { _ in try serving.connect() }
        let sending = flood.map { connection in
            let head = """
                POST /events HTTP/1.1\r
                Host: localhost\r
                Authorization: Bearer \(serving.keys.publisher)\r
                Content-Type: \(Connection.batch)\r
                Content-Length: \(16 << 20)\r
                \r

                """
            return (connection, Array(head.utf8))
        }
        var most = 0
        for (connection, head) in sending {
            try? connection.send(head)
            try? connection.send(body)
            most = max(most, try serving.residentBytes())
            #expect(try serving.get("/healthz").status == 200)
        }
        // The budget of all bodies, what the program has anyway, and room for what is in passing.
        #expect(most - before < 256 << 20, "\(most >> 20) MB, before \(before >> 20)")
        // Of a batch with millions of values nothing is kept either.
        let ones =
            Array("[1".utf8)
            + [UInt8](repeating: 0, count: 16_000_000).enumerated()
            .map { $0.offset % 2 == 0 ? UInt8(ascii: ",") : UInt8(ascii: "1") } + Array("]".utf8)
        #expect(
            try waitUntil(within: 60) {
                try serving.post(ones, type: Connection.batch).status == 400
            })
        let small = Records.batch(Records.threeContacts(of: "CH-2"))
        #expect(try serving.post(small, type: Connection.batch).status == 202)
        #expect(
            try waitUntil(within: 120) { try serving.residentBytes() - before < 128 << 20 })
        withExtendedLifetime(flood) {}
    }
}
