import CommandLineTool
import Contract
import EventLog
import Events
import Foundation
import KafkaLog
import Simulation

/// `secondlook bench kafka`: how fast an engine catches up with a backlog on Kafka, beside a consumer
/// that only counts, on the same topics and in the same run.
enum KafkaBench {
    static let command = Command(
        "kafka", summary: "Measure catching up on Kafka, against a consumer that only counts.",
        discussion: """
            Makes topics under a prefix of its own, which stay: use a cluster that is thrown away. \
            Counting and engine take turns; each engine is a process and a group of its own, from \
            its start to /readyz. The first finds no alerts and publishes them; the later ones find \
            them published.
            """,
        options: [events, children, rounds] + KafkaOptions.all,
        run: { line in
            guard var kafka = try line.kafka() else {
                throw UsageError("--kafka is missing: say which cluster, as HOST:PORT.")
            }
            if kafka.prefix.isEmpty { kafka.prefix = "bench\(getpid())." }
            line.console.print(BenchCommand.machine)
            let count = try fill(kafka, line)
            for round in 1...line[rounds] {
                try await measure(round, count, kafka, line)
            }
        })

    private static let events = Option(
        "events", .number(in: 1...20_000_000), default: 2_000_000, placeholder: "NUMBER",
        help: "How many events.")
    private static let children = Option(
        "children", .number(in: 1...20_000_000), default: 300_000, placeholder: "NUMBER",
        help: "About how many children.")
    private static let rounds = Option(
        "rounds", .number(in: 1...100), default: 3, placeholder: "NUMBER",
        help: "How often to measure.")

    /// Publishes the backlog, where the topics do not hold one already.
    private static func fill(_ kafka: KafkaPlace, _ line: Invocation) throws -> Int {
        try makeTopics(kafka)
        let log = try kafka.openLog()
        defer { log.close() }
        let found = try log.extent(of: Contract.records).values.reduce(0) { $0 + $1.count }
        guard found == 0 else { return found }
        let history = Simulation.load(events: line[events], children: line[children])
        let start = ContinuousClock.now
        let publishing = Publishing(to: log)
        var bytes = 0
        for event in history {
            let encoded = EventEncoder.encode(event)
            bytes += encoded.count
            try publishing.publish(event, bytes: encoded)
        }
        try publishing.finish()
        let seconds = (ContinuousClock.now - start) / .seconds(1)
        line.console.print(
            "\(history.count) events of \(bytes / max(1, history.count)) bytes, durable on Kafka in "
                + "\(BenchCommand.figure(seconds)) s.")
        return history.count
    }

    /// Makes the topics that are missing under the prefix.
    static func makeTopics(_ kafka: KafkaPlace) throws {
        let admin = try KafkaAdmin(try kafka.settings())
        let there = Set(try admin.topics().map(\.name))
        for topic in Contract.all where !there.contains(topic.name) {
            try admin.create(topic, replication: min(3, admin.brokers()))
        }
    }

    private static func measure(
        _ round: Int, _ count: Int, _ kafka: KafkaPlace, _ line: Invocation
    ) async throws {
        let start = ContinuousClock.now
        let counted = try BareCount.records(of: Contract.records, try kafka.settings())
        let bare = Double(counted) / ((ContinuousClock.now - start) / .seconds(1))
        var arguments = [
            "--kafka", kafka.brokers, "--prefix", kafka.prefix, "--group",
            "bench-\(getpid())-\(round)",
        ]
        if let file = kafka.file { arguments += ["--kafka-config", file] }
        let engine = try await EngineProcess(arguments: arguments).run()
        let rate = Double(count) / engine.seconds
        line.console.print(
            "round \(round): only counting \(Int(bare)) a second; engine, start to ready, "
                + "\(Int(rate)) a second (\(BenchCommand.figure(engine.seconds)) s), "
                + "\(BenchCommand.figure(rate / bare)) of it, \(engine.resident / 1_000_000) MB "
                + "resident.")
    }
}
