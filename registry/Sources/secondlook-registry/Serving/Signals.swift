import Dispatch
import Foundation

/// The signals that ask a program to end.
enum Signals {
    /// Waits for the first of them, and says its name. Until then none of them ends the process.
    static func first() async -> String {
        let names: [(number: Int32, name: String)] = [
            (SIGINT, "interrupt"), (SIGTERM, "terminate"),
        ]
        let (signals, arrival) = AsyncStream<String>.makeStream(
            bufferingPolicy: .bufferingOldest(1))
        let sources = names.map { number, name in
            signal(number, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
            source.setEventHandler { arrival.yield(name) }
            source.resume()
            return source
        }
        defer { sources.forEach { $0.cancel() } }
        for await name in signals { return name }
        return ""
    }
}
