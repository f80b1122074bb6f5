import Dispatch
import Foundation
public import HTTPServer

/// The signals that ask a program to end.
public enum Signals {
    /// Waits for the first of them, and says its name. Until then none of them ends the process.
    public static func first() async -> String {
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

    /// The same, and until then a server with TLS reads its certificate again at every hang-up
    /// signal; `told` hears why it could not.
    public static func first(
        rereading server: Server, _ told: @escaping @Sendable ((any Error)?) -> Void
    ) async -> String {
        guard server.isSecure else { return await first() }
        signal(SIGHUP, SIG_IGN)
        let source = DispatchSource.makeSignalSource(signal: SIGHUP, queue: .global())
        source.setEventHandler { [weak server] in
            do {
                try server?.rereadCertificate()
                told(nil)
            } catch {
                told(error)
            }
        }
        source.resume()
        defer { source.cancel() }
        return await first()
    }
}
