import Contract
import Dispatch
import Engine
import EventLog
import Synchronization
import Telemetry

/// How far the engines' consumer group is behind the log, under the names that lag exporters for
/// Kafka use, so that dashboards and alarms made for those work here, on either log.
///
/// Records are counted from what the group committed; seconds are told for the partitions that the
/// engine of this process has, from the last record read to now.
final class LagInstruments: Sendable {
    private let log: any EventLog
    private let group: String
    private let clock: @Sendable () -> Int64
    private let latest: Family<Gauge>
    private let earliest: Family<Gauge>
    private let offset: Family<Gauge>
    private let lag: Family<Gauge>
    private let lagSeconds: Family<Gauge>
    private let maxLag: Family<Gauge>
    private let maxLagSeconds: Family<Gauge>
    private let sumLag: Family<Gauge>
    private let topicSumLag: Family<Gauge>
    private let isAsking = Atomic(false)

    /// How long a scrape waits for the log; a later answer is there for the next one.
    private static let patience = DispatchTimeInterval.seconds(2)

    /// - Parameter clock: milliseconds since 1970 UTC.
    init(
        log: any EventLog, group: String, clock: @escaping @Sendable () -> Int64,
        in metrics: Metrics
    ) {
        self.log = log
        self.group = group
        self.clock = clock
        latest = metrics.gauge(
            "kafka_partition_latest_offset", "The offset that the next record will get.",
            labels: "topic", "partition")
        earliest = metrics.gauge(
            "kafka_partition_earliest_offset", "The first offset kept.",
            labels: "topic", "partition")
        offset = metrics.gauge(
            "kafka_consumergroup_group_offset", "The first offset the group has not dealt with.",
            labels: "group", "topic", "partition")
        lag = metrics.gauge(
            "kafka_consumergroup_group_lag", "Records that the group has not dealt with.",
            labels: "group", "topic", "partition")
        lagSeconds = metrics.gauge(
            "kafka_consumergroup_group_lag_seconds",
            "From the last record read to now where more are there, of partitions read here.",
            labels: "group", "topic", "partition")
        maxLag = metrics.gauge(
            "kafka_consumergroup_group_max_lag", "The largest lag of a partition, in records.",
            labels: "group")
        maxLagSeconds = metrics.gauge(
            "kafka_consumergroup_group_max_lag_seconds",
            "The largest lag of a partition read here, in seconds.", labels: "group")
        sumLag = metrics.gauge(
            "kafka_consumergroup_group_sum_lag", "The lag of all partitions together, in records.",
            labels: "group")
        topicSumLag = metrics.gauge(
            "kafka_consumergroup_group_topic_sum_lag",
            "The lag of all partitions of a topic together, in records.", labels: "group", "topic")
    }

    /// Asks the log and sets the gauges; where it does not answer in time they stay as they are.
    func refresh(_ engine: EngineStatus) {
        let (_, wasAsking) = isAsking.compareExchange(
            expected: false, desired: true, ordering: .acquiringAndReleasing)
        guard wasAsking == false else { return }
        let done = DispatchSemaphore(value: 0)
        DispatchQueue.global().async {
            // A log that cannot be read shows in `secondlook_ready`.
            try? self.ask(engine)
            self.isAsking.store(false, ordering: .releasing)
            done.signal()
        }
        _ = done.wait(timeout: .now() + Self.patience)
    }

    private func ask(_ engine: EngineStatus) throws {
        // As exporters do, up to what was accepted, whether it can be read yet or not.
        let extent = try log.survey(of: Contract.records + [Contract.alerts])
            .mapValues(\.accepted)
        let committed = try log.committed(by: group)
        let reached = Dictionary(
            engine.positions.map { ($0.partition, $0) }, uniquingKeysWith: { $1 })
        var sums: [String: Int64] = [:]
        var (most, mostSeconds) = (Int64(0), 0.0)
        for (partition, offsets) in extent {
            let (topic, number) = (partition.topic, "\(partition.number)")
            latest(topic, number).set(Double(offsets.upperBound))
            earliest(topic, number).set(Double(offsets.lowerBound))
            let next = max(committed[partition] ?? 0, offsets.lowerBound)
            let behind = max(0, offsets.upperBound - next)
            offset(group, topic, number).set(Double(next))
            lag(group, topic, number).set(Double(behind))
            sums[topic, default: 0] += behind
            most = max(most, behind)
            guard let position = reached[partition] else { continue }
            let seconds = self.seconds(position, before: offsets.upperBound)
            lagSeconds(group, topic, number).set(seconds)
            mostSeconds = max(mostSeconds, seconds)
        }
        for (topic, sum) in sums { topicSumLag(group, topic).set(Double(sum)) }
        sumLag(group).set(Double(sums.values.reduce(0, +)))
        maxLag(group).set(Double(most))
        maxLagSeconds(group).set(mostSeconds)
    }

    private func seconds(_ position: PartitionPosition, before end: Int64) -> Double {
        guard position.next < end, let reached = position.reached else { return 0 }
        return Double(max(0, clock() - reached)) / 1_000
    }
}
