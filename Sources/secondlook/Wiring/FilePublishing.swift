import Casework
import Events
import Foundation

/// What came of publishing a file.
struct FileOutcome {
    /// Events that were put into the log.
    var accepted = 0
    /// Events that were there before, to the letter, and were not put there again.
    var repeated = 0
    /// Lines that were not taken, with their numbers from 1.
    var refused: [(line: Int, error: InvalidEvent)] = []
    /// How many lines were not taken; only the first ones are listed.
    var refusedCount = 0
    /// What is doubtful about the dates of events that were taken, with their lines.
    var doubts: [(line: Int, doubt: DateDoubt)] = []
    /// How many doubts there are; only the first ones are listed.
    var doubtCount = 0
    /// Lines listed at the most.
    static let listed = 100

    fileprivate mutating func doubt(_ line: Int, _ doubts: [DateDoubt]) {
        doubtCount += doubts.count
        guard self.doubts.count < FileOutcome.listed else { return }
        self.doubts += doubts.map { (line, $0) }
    }

    fileprivate mutating func refuse(_ line: Int, _ error: InvalidEvent) {
        refusedCount += 1
        if refused.count < FileOutcome.listed { refused.append((line, error)) }
    }
}

/// Publishes a file of JSON lines, one CloudEvent a line. A line that cannot be read costs itself.
enum FilePublishing {
    /// - Parameters:
    ///   - before: what is in the log already.
    ///   - now: against which dates are held.
    ///   - progress: told now and then how many bytes of the file have been dealt with.
    /// - Returns: once every accepted event is durable.
    static func publish(
        _ file: FileHandle, to publishing: Publishing,
        besides before: EventsBefore = EventsBefore(),
        now: Moment = WallClock.now(),
        progress: (Int) -> Void = { _ in }
    ) throws -> FileOutcome {
        let decoder = EventDecoder()
        var outcome = FileOutcome()
        var lines = EventLines(file)
        if let kind = try lines.foreign() { throw Failure(kind.advice) }
        while let (number, line) = try lines.next() {
            switch line {
            case .tooLong:
                outcome.refuse(
                    number,
                    InvalidEvent(
                        field: "line", problem: "is longer than \(EventLines.longest) bytes",
                        remedy: "write one event a line"))
            case .event(let bytes):
                do {
                    let event = try decoder.decode(bytes)
                    try event.checkTime(at: now)
                    if before.holds(bytes) {
                        outcome.repeated += 1
                    } else {
                        try publishing.publish(event, bytes: bytes)
                        outcome.accepted += 1
                    }
                    outcome.doubt(
                        number,
                        DateDoubt.all(in: event.fact, recordedAt: event.time, now: now))
                } catch let error as InvalidEvent {
                    outcome.refuse(number, error)
                }
            }
            if number % 1_000 == 0 { progress(lines.bytesRead) }
        }
        try publishing.finish()
        return outcome
    }
}
