import Casework
import Contract
import Engine
import EventLog
import Events
import Foundation
import Timekeeping

/// An engine from its start to ready on a log that is there: what a new process, or a new owner of
/// partitions, has to do before it can be relied on. Any log will do.
struct EngineMeasurement {
    let log: any EventLog
    let policy: Policy
    let timekeeper: Timekeeper

    struct Outcome {
        /// Records read, of all topics.
        var records = 0
        /// The bytes of their values.
        var bytes = 0
        var children = 0
        var revisions = 0
        var appraisals = 0
        /// From joining the group to ready, in seconds.
        var total = 0.0
        /// Of that, in the log's `next`.
        var reading = 0.0
        /// Of that, decoding and folding.
        var folding = 0.0
        /// Processor time of all threads for decoding and folding, and what the log's own did.
        var foldingProcessor = 0.0
        /// Of that, from the last record's being folded to ready: appraising and reconciling.
        var reconciling = 0.0
        /// Of that, waiting for alerts to be durable.
        var appending = 0.0
        /// Processor time of all threads, in seconds.
        var processor = 0.0
        /// Bytes by which the resident memory grew, once what was only passing through was freed.
        var resident = 0
    }

    /// - Parameter group: one that no other engine uses.
    func run(group: String) throws -> Outcome {
        let log = TimedLog(log)
        let residentBefore = Usage.residentBytes
        let processorBefore = Usage.processorSeconds
        let start = ContinuousClock.now
        let engine = try AlertEngine(log: log, policy: policy, group: group, timekeeper: timekeeper)
        defer { engine.leave() }
        var outcome = Outcome()
        while !engine.status.isCaughtUp {
            let before = log.soFar
            let processorSoFar = Usage.processorSeconds
            let begun = ContinuousClock.now
            try engine.step(waiting: .seconds(1))
            let processor =
                Usage.processorSeconds - processorSoFar
                - (log.soFar.readingProcessor - before.readingProcessor)
            let own = ContinuousClock.now - begun - (log.soFar.reading - before.reading)
            // Partitions are reconciled as each comes to its end, the first ones before the last.
            if engine.status.behind == 0, log.soFar.records > 0 {
                outcome.reconciling += own / .seconds(1)
            } else {
                outcome.folding += own / .seconds(1)
                outcome.foldingProcessor += processor
            }
        }
        outcome.total = (ContinuousClock.now - start) / .seconds(1)
        outcome.processor = Usage.processorSeconds - processorBefore
        outcome.resident = Usage.residentBytes - residentBefore
        let spent = log.soFar
        outcome.reading = spent.reading / .seconds(1)
        outcome.appending = spent.appending / .seconds(1)
        outcome.reconciling -= outcome.appending
        outcome.records = spent.records
        outcome.bytes = spent.bytes
        outcome.children = engine.status.children
        outcome.revisions = engine.status.revisions
        outcome.appraisals = engine.status.appraisals
        return outcome
    }

    /// Seconds of one processor to scan what the record topics hold, and nothing else.
    func decoding() throws -> Double {
        let scanner = EventScanner()
        var spent = Duration.zero
        var event = ScannedEvent()
        try read { batch in
            let begun = ContinuousClock.now
            for record in batch {
                record.withBytes { _, value in
                    _ = value.map { scanner.scan($0, into: &event) }
                }
            }
            spent += ContinuousClock.now - begun
        }
        return spent / .seconds(1)
    }

    /// Hands over everything on the record topics.
    private func read(_ take: ([Record]) throws -> Void) throws {
        let extent = try log.extent(of: Contract.records)
        var left = extent.values.reduce(0) { $0 + $1.count }
        let reader = try log.reader(from: extent.mapValues(\.lowerBound))
        while left > 0 {
            let batch = try reader.next(atMost: 10_000, waiting: .seconds(5))
            guard !batch.isEmpty else { return }
            left -= batch.count
            try take(batch)
        }
    }
}
