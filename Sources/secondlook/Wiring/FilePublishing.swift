import Events
import Foundation

/// What came of publishing a file.
struct FileOutcome {
    /// Events that are in the log now.
    var accepted = 0
    /// Lines that were not taken, with their numbers from 1.
    var refused: [(line: Int, error: InvalidEvent)] = []
    /// How many lines were not taken; only the first ones are listed.
    var refusedCount = 0
    /// Lines listed at the most.
    static let listed = 100

    fileprivate mutating func refuse(_ line: Int, _ error: InvalidEvent) {
        refusedCount += 1
        if refused.count < FileOutcome.listed { refused.append((line, error)) }
    }
}

/// Publishes a file of JSON lines, one CloudEvent a line. A line that cannot be read costs itself.
enum FilePublishing {
    /// - Parameter progress: told now and then how many bytes of the file have been dealt with.
    /// - Returns: once every accepted event is durable.
    static func publish(
        _ file: FileHandle, to publishing: Publishing, progress: (Int) -> Void = { _ in }
    ) throws -> FileOutcome {
        let decoder = EventDecoder()
        var outcome = FileOutcome()
        var lines = EventLines(file)
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
                    try publishing.publish(try decoder.decode(bytes), bytes: bytes)
                    outcome.accepted += 1
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
