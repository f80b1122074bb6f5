import Catalogue
import CatalogueStore
import HTTPServer
import Marketplace
import Telemetry
import Timekeeping

/// The program's metrics for Prometheus.
struct Instruments: Sendable {
    private let metrics = Metrics()
    private let version: Gauge
    private let entries: Family<Gauge>
    private let notices: Counter
    private let delivered: Counter
    private let followers: Gauge
    private let clockDoubted: Gauge
    private let writable: Gauge
    private let responses: Family<Counter>
    private let refused: Counter
    private let connections: Gauge
    private let overrun: Counter
    private let latency: Histogram

    init() {
        version = metrics.gauge("registry_catalogue_version", "How many changes there were.")
        entries = metrics.gauge(
            "registry_entries", "Entries in the catalogue now.", labels: "kind")
        notices = metrics.counter("registry_notices_total", "Notices told since the beginning.")
        delivered = metrics.counter(
            "registry_webhook_messages_total", "Messages that arrived since the start.")
        writable = metrics.gauge(
            "registry_writable", "1 when the latest try to write went well, else 0.")
        followers = metrics.gauge("registry_followers", "Open streams of notices.")
        clockDoubted = metrics.gauge(
            "registry_clock_doubted",
            "1 while this machine’s clock has jumped and is not believed, else 0.")
        responses = metrics.counter(
            "registry_http_responses_total", "HTTP responses.", labels: "class")
        refused = metrics.counter(
            "registry_http_refused_total", "Requests refused before they were routed.")
        connections = metrics.gauge("registry_http_connections", "Open connections.")
        overrun = metrics.counter(
            "registry_http_streams_overrun_total", "Streams let go because they were too slow.")
        latency = metrics.histogram(
            "registry_http_response_seconds", "Time to an HTTP response.",
            bounds: ServerCounters.latencyBounds)
    }

    /// Counts messages that arrived.
    func count(delivered more: Int) { delivered.add(more) }

    /// The text that Prometheus reads.
    func text(_ desk: Desk, _ server: ServerCounters?, clock: ClockDoubt?) -> String {
        clockDoubted.set(clock == nil ? 0 : 1)
        let contents = desk.snapshot.contents
        version.set(Double(contents.version))
        entries("organisation").set(Double(contents.organisations.count))
        entries("solution").set(Double(contents.solutions.count))
        entries("problem").set(Double(contents.problems.count))
        notices.raise(to: Int((try? desk.store.lastNotice()) ?? 0))
        writable.set(desk.store.writeTrouble == nil ? 1 : 0)
        followers.set(Double(desk.followers.count))
        if let server {
            for (hundred, count) in server.responsesByClass {
                responses("\(hundred)xx").raise(to: count)
            }
            refused.raise(to: server.requestsRefused + server.connectionsRefused)
            connections.set(Double(server.openConnections))
            overrun.raise(to: server.streamsOverrun)
            latency.replace(counts: server.latencyBuckets, sum: server.latencySum)
        }
        return metrics.text
    }
}
