import Casework
import Events
import Foundation
import Patience
import Simulation
import Testing

/// What those who watch the program are told.
@Suite(.waits) struct HealthTests {
    let scratch: Scratch
    var data: String { scratch.path("data") }

    init() throws { scratch = try Scratch() }

    @Test(arguments: Place.here)
    func `it is alive at once, and ready when it has read the backlog`(_ place: Place) throws {
        let home = try Home(place)
        let events = Simulation.load(events: 20_000)
        #expect(try home.publish(events.map { EventEncoder.encode($0) }).status == 0)
        let serving = try home.serve(ready: false)
        #expect(try serving.get("/healthz").status == 200)
        let early = try serving.get("/readyz")
        #expect(early.status == 503)
        #expect(early.header("Content-Type") == "application/problem+json")
        #expect(early.header("Retry-After") != nil)
        let problem = try JSONSerialization.jsonObject(with: Data(early.body)) as? [String: Any]
        let reasons = try #require(problem?["reasons"] as? [String])
        #expect(reasons.contains { $0.contains("reading the log") }, "\(reasons)")
        try serving.waitUntilReady()
        #expect(try serving.stop() == 0)
    }

    @Test(arguments: Place.here)
    func `the metrics count what happened and name nobody`(_ place: Place) throws {
        let home = try Home(place)
        let serving = try home.serve()
        let batch = Records.batch(Records.threeContacts(of: "CH-SECRET"))
        #expect(try serving.post(batch, type: Connection.batch).status == 202)
        #expect(try serving.post(Array("null".utf8)).status == 400)
        #expect(try waitUntil { try metric("secondlook_alert_revisions_total", serving) == 1 })
        #expect(try metric("secondlook_engine_records_total", serving) ?? 0 >= 3)
        #expect(try metric("secondlook_children", serving) == 1)
        #expect(try metric("secondlook_ready", serving) == 1)
        #expect(try metric(#"secondlook_http_responses_total{class="4xx"}"#, serving) == 1)
        #expect(try !serving.get("/metrics").text.contains("SECRET"))
        #expect(try serving.stop() == 0)
    }

    @Test func `lag is told under the names that exporters for Kafka use`() throws {
        let serving = try Serving(data)
        let batch = Records.batch(Records.threeContacts(of: "CH-SECRET"))
        #expect(try serving.post(batch, type: Connection.batch).status == 202)
        let group = #"group="engine""#
        func contacts(_ name: String, _ labels: String) throws -> Double {
            try (0..<12).reduce(0) { sum, number in
                let place = #"topic="contacts",partition="\#(number)""#
                return sum + (try metric("\(name){\(labels)\(place)}", serving) ?? -1)
            }
        }
        #expect(try contacts("kafka_partition_latest_offset", "") == 3)
        #expect(try contacts("kafka_partition_earliest_offset", "") == 0)
        let sum = "kafka_consumergroup_group_sum_lag{\(group)}"
        #expect(try waitUntil { try metric(sum, serving) == 0 })
        #expect(try contacts("kafka_consumergroup_group_offset", "\(group),") == 3)
        #expect(try contacts("kafka_consumergroup_group_lag", "\(group),") == 0)
        #expect(try contacts("kafka_consumergroup_group_lag_seconds", "\(group),") == 0)
        for name in ["max_lag", "max_lag_seconds"] {
            #expect(try metric("kafka_consumergroup_group_\(name){\(group)}", serving) == 0)
        }
        let topic = #"kafka_consumergroup_group_topic_sum_lag{\#(group),topic="contacts"}"#
        #expect(try metric(topic, serving) == 0)
        #expect(try metric("secondlook_event_lateness_seconds_count", serving) == 3)
        #expect(try !serving.get("/metrics").text.contains("SECRET"))
        #expect(try serving.stop() == 0)
    }

    private func metric(_ name: String, _ serving: Serving) throws -> Double? {
        try serving.get("/metrics").text.split(separator: "\n")
            .first { $0.hasPrefix("\(name) ") }
            .flatMap { Double($0.dropFirst(name.count + 1)) }
    }

    private static let promtool = "/usr/bin/promtool"

    @Test(.enabled(if: FileManager.default.isExecutableFile(atPath: promtool)))
    func `Prometheus's own tool finds nothing to say about the metrics`() throws {
        let serving = try Serving(data)
        let text = try scratch.file("metrics", try serving.get("/metrics").body)
        #expect(try serving.stop() == 0)
        let check = Process()
        check.executableURL = URL(fileURLWithPath: Self.promtool)
        check.arguments = ["check", "metrics"]
        check.standardInput = try FileHandle(forReadingFrom: URL(fileURLWithPath: text))
        let said = Pipe()
        check.standardOutput = said
        check.standardError = said
        try check.run()
        let lines = String(decoding: said.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        #expect(waitUntil { !check.isRunning })
        #expect(check.terminationStatus == 0, "\(lines)")
    }
}
