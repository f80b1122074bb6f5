import Casework
import Caseloads
import Contract
import Digests
import EventLog
import Events
import Reviews

/// Reads the log into the view. Belongs to one thread.
final class Follower {
    private let view: BoardView
    private let reader: any LogReader
    private let records = RecordDecoder()
    private let alerts = AlertDecoder()
    private let reviews = ReviewDecoder()

    /// The most records taken from the log at once.
    private static let batch = 4_000
    /// The most of them taken in under one lock, so that no request waits for long.
    private static let gulp = 250

    init(view: BoardView, reader: any LogReader) {
        self.view = view
        self.reader = reader
    }

    /// One turn: what came within `waiting` is taken in, and the open pages are told.
    func step(waiting: Duration) throws {
        let begun = view.clock()
        let batch = try reader.next(atMost: Self.batch, waiting: waiting)
        var rest = batch[...]
        while !rest.isEmpty {
            let some = rest.prefix(Self.gulp).map { ($0, reading($0)) }
            rest = rest.dropFirst(some.count)
            view.change { state in
                for (record, reading) in some { Self.take(record, reading, view.digest, &state) }
                state.settle()
            }
            view.audience.tell(
                some.compactMap { if case .alert(let placed) = $1 { placed } else { nil } })
            let isActed = some.contains { if case .review = $1 { true } else { false } }
            if isActed { view.audience.tellOfReviews() }
        }
        let ends = view.progress.isCaughtUp ? [:] : reader.ends
        view.change {
            $0.progress.reach(ends)
            $0.progress.turn(begunAt: begun, leftNothing: batch.count < Self.batch)
        }
        view.readBack.wake(read: view.look { $0.progress.positions })
        let now = view.clock()
        view.audience.tell(LiveMark(of: view, at: now), at: now)
    }

    private enum Reading {
        case event(Event)
        case alert(PlacedAlert)
        case review(PlacedReview)
        /// It cannot be read; the engine puts it into quarantine.
        case unreadable
    }

    private func reading(_ record: Record) -> Reading {
        switch record.position.partition.topic {
        case Contract.alerts.name: alert(in: record)
        case Contract.reviews.name: review(in: record)
        default: (try? records.event(in: record)).map { .event($0) } ?? .unreadable
        }
    }

    private func alert(in record: Record) -> Reading {
        guard let value = record.value, let alert = try? alerts.decode(value) else {
            return .unreadable
        }
        return .alert(
            PlacedAlert(
                alert: alert, partition: record.position.partition.number,
                offset: record.position.offset, at: Moment(milliseconds: record.appendedAt)))
    }

    /// The board writes reviews under the child's key and reads none from elsewhere: its place would
    /// say nothing about the order of the child's acts.
    private func review(in record: Record) -> Reading {
        let partition = record.position.partition.number
        guard let value = record.value, let review = try? reviews.decode(value),
            Partitioning.partition(
                of: Array(review.childID.text.utf8), among: Contract.reviews.partitions)
                == partition
        else { return .unreadable }
        return .review(PlacedReview(review, at: record.position.offset))
    }

    private static func take(
        _ record: Record, _ reading: Reading, _ digest: KeyedDigest, _ state: inout BoardState
    ) {
        switch reading {
        case .event(let event): state.take(event, digest)
        case .alert(let placed): state.take(placed, digest)
        case .review(let placed): state.take(placed)
        case .unreadable where record.position.partition.topic == Contract.alerts.name:
            state.pass(record.position.partition.number, record.position.offset)
        case .unreadable: break
        }
        state.progress.pass(record)
    }
}
