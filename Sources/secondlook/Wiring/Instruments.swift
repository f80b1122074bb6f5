import Casework
import DutyBoard
import Engine
import EventLog
import HTTPServer
import SQLiteLog
import Telemetry
import Timekeeping

/// The program's metrics for Prometheus. No label says anything about a child.
struct Instruments: Sendable {
    private let metrics: Metrics
    private let records: Counter
    private let repeats: Counter
    private let quarantined: Counter
    private let forwarded: Counter
    private let revisions: Counter
    private let appraisals: Counter
    private let children: Gauge
    private let behind: Gauge
    private let lateness: Histogram
    private let foreign: Counter
    private let completeUpTo: Gauge
    private let obstacles: Family<Gauge>
    private let heldBack: Family<Gauge>
    private let missing: Family<Gauge>
    private let confirmed: Gauge
    private let engines: Gauge
    private let withheld: Counter
    private let ready: Gauge
    private let clockDoubted: Gauge
    private let clockAhead: Gauge
    private let responses: Family<Counter>
    private let refused: Counter
    private let connections: Gauge
    private let streams: Gauge
    private let overrun: Counter
    private let latency: Histogram

    init(in metrics: Metrics = Metrics()) {
        self.metrics = metrics
        records = metrics.counter(
            "secondlook_engine_records_total", "Records the engine has read, repeats included.")
        repeats = metrics.counter(
            "secondlook_engine_repeats_total", "Events that were repeats and changed nothing.")
        quarantined = metrics.counter(
            "secondlook_engine_quarantined_total", "Records put into quarantine.")
        forwarded = metrics.counter(
            "secondlook_engine_forwarded_total",
            "Records put into their child’s partition, because their publisher chose another.")
        revisions = metrics.counter(
            "secondlook_alert_revisions_total", "Alert revisions appended to the alerts topic.")
        appraisals = metrics.counter("secondlook_appraisals_total", "Appraisals made.")
        children = metrics.gauge("secondlook_children", "Children with a chronology.")
        behind = metrics.gauge(
            "secondlook_engine_lag_records", "Records still to be read before the engine is ready.")
        lateness = metrics.histogram(
            "secondlook_event_lateness_seconds",
            "From a system’s recording an event to its being in the log.", bounds: Lateness.bounds)
        foreign = metrics.counter(
            "secondlook_foreign_revisions_total",
            "Alert revisions that somebody else wrote about this engine’s partitions.")
        completeUpTo = metrics.gauge(
            "secondlook_complete_up_to_timestamp_seconds",
            "When the newest record read was appended, in seconds since 1970 UTC.")
        obstacles = metrics.gauge(
            "secondlook_incomplete",
            "1 where this keeps the board from being complete, else 0.", labels: "reason")
        heldBack = metrics.gauge(
            "secondlook_held_back_records",
            "Offsets accepted that cannot be read yet: a transaction is open.",
            labels: "topic", "partition")
        missing = metrics.gauge(
            "secondlook_missing_records",
            "Offsets whose records were there once and are not any more.",
            labels: "topic", "partition")
        confirmed = metrics.gauge(
            "secondlook_confirmed_up_to_timestamp_seconds",
            "Everything accepted by then could be read and was dealt with, in seconds since 1970 "
                + "UTC; 0 before that was seen.")
        engines = metrics.gauge(
            "secondlook_engines", "Members of the engines’ group; -1 where the log cannot tell.")
        withheld = metrics.counter(
            "secondlook_withheld_withdrawals_total",
            "Times that an alert was not withdrawn, because a part of the history is missing.")
        ready = metrics.gauge("secondlook_ready", "1 when engine and board are ready, else 0.")
        clockDoubted = metrics.gauge(
            "secondlook_clock_doubted",
            "1 while this machine’s clock has jumped and is not believed, else 0.")
        clockAhead = metrics.gauge(
            "secondlook_clock_ahead_seconds",
            "How far a clock that is not believed is ahead of the time gone by; 0 for others.")
        responses = metrics.counter(
            "secondlook_http_responses_total", "HTTP responses.", labels: "class")
        refused = metrics.counter(
            "secondlook_http_refused_total", "Requests refused before they were routed.")
        connections = metrics.gauge("secondlook_http_connections", "Open connections.")
        streams = metrics.gauge("secondlook_http_streams", "Open streams of alerts.")
        overrun = metrics.counter(
            "secondlook_http_streams_overrun_total", "Streams let go because they were too slow.")
        latency = metrics.histogram(
            "secondlook_http_response_seconds", "Time to an HTTP response.",
            bounds: ServerCounters.latencyBounds)
    }

    /// The text that Prometheus reads.
    func text(
        engine: EngineStatus, log: LogSighting, surroundings: Surroundings, isReady: Bool,
        clock: ClockDoubt?, server: ServerCounters?
    ) -> String {
        tell(log, surroundings)
        withheld.raise(to: engine.withheld)
        records.raise(to: engine.records)
        repeats.raise(to: engine.repeats)
        quarantined.raise(to: engine.quarantined)
        forwarded.raise(to: engine.forwarded)
        revisions.raise(to: engine.revisions)
        appraisals.raise(to: engine.appraisals)
        children.set(Double(engine.children))
        behind.set(Double(engine.behind))
        lateness.replace(counts: engine.lateness.counts, sum: engine.lateness.sum)
        foreign.raise(to: engine.foreignRevisions)
        completeUpTo.set(Double(engine.completeUpTo) / 1_000)
        ready.set(isReady ? 1 : 0)
        clockDoubted.set(clock == nil ? 0 : 1)
        clockAhead.set(Double(clock?.ahead ?? 0) / 1_000)
        if let server {
            for (hundred, count) in server.responsesByClass {
                responses("\(hundred)xx").raise(to: count)
            }
            refused.raise(to: server.requestsRefused + server.connectionsRefused)
            connections.set(Double(server.openConnections))
            streams.set(Double(server.openStreams))
            overrun.raise(to: server.streamsOverrun)
            latency.replace(counts: server.latencyBuckets, sum: server.latencySum)
        }
        return metrics.text
    }

    private func tell(_ log: LogSighting, _ surroundings: Surroundings) {
        let kinds = Set(surroundings.obstacles.map(\.kind))
        for kind in Surroundings.Obstacle.Kind.allCases {
            obstacles(kind.rawValue).set(kinds.contains(kind) ? 1 : 0)
        }
        for (partition, survey) in log.survey {
            let number = "\(partition.number)"
            heldBack(partition.topic, number).set(Double(survey.heldBack))
            let gone = log.missing.offsets[partition]?.reduce(0) { $0 + $1.count } ?? 0
            missing(partition.topic, number).set(Double(gone))
        }
        confirmed.set(Double(surroundings.confirmedUpTo?.milliseconds ?? 0) / 1_000)
        engines.set(Double(log.engines ?? -1))
    }
}
