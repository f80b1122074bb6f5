import Casework
import Foundation

// Feeds any bytes to the reader of children in need returns. A finding is a crash, an event that
// does not read back, a second reading that differs, or a problem that shows the child.

/// libFuzzer's way in: called again and again with bytes it has made up.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
    let data = Data(bytes: start, count: count)
    precondition(read(data) == read(data), "read twice, it differs")
    return 0
}

// libFuzzer calls from one thread.
nonisolated(unsafe) private let decoder = EventDecoder()

private func read(_ data: Data) -> [Event] {
    var events: [Event] = []
    do {
        let summary = try CINCensus.read(
            InputStream(data: data),
            emit: { event, line in
                precondition(line > 0)
                events.append(event)
            },
            problem: { problem in
                precondition(!problem.description.contains("UNMISTAKABLE"), "it shows the child")
            })
        precondition(summary.referrals + summary.closures == events.count)
    } catch {
        precondition(events.isEmpty, "it was refused after events were emitted")
        precondition(!"\(error)".contains("UNMISTAKABLE"), "it shows the child")
    }
    for event in events {
        let copy = try? decoder.decode(EventEncoder.encode(event))
        precondition(copy == event, "it does not read back")
    }
    return events
}
