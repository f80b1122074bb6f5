import CommandLineTool
import Foundation

/// `secondlook health`: how a server on this machine is. For containers, whose images have nothing
/// else to ask with.
enum HealthCommand {
    private static let address = Argument(
        "URL", .localAddress,
        help: "Where to ask, on this machine: http://127.0.0.1:8080/readyz or …/healthz.")

    static let command = Command(
        "health", summary: "Ask a server on this machine how it is.",
        discussion: "Ends with status 0 where the answer is 200, and with 1 otherwise.",
        arguments: [address],
        run: { line in
            let address = line[address]
            let answer = try Loopback.get(address.path, port: address.port, patience: 5)
            line.console.print(answer.body)
            guard answer.status == 200 else {
                throw Failure("The answer is \(answer.status).")
            }
        })
}

/// A port and a path on this machine.
struct LocalAddress: Sendable {
    let port: UInt16
    let path: String
}

extension Reading<LocalAddress> {
    static var localAddress: Reading {
        Reading(
            "an address on this machine", example: "http://127.0.0.1:8080/readyz"
        ) { text in
            guard let parts = URLComponents(string: text), parts.scheme == "http",
                ["127.0.0.1", "localhost"].contains(parts.host ?? ""),
                let port = UInt16(exactly: parts.port ?? 80), port > 0, parts.query == nil
            else { return nil }
            return LocalAddress(
                port: port, path: parts.percentEncodedPath.isEmpty ? "/" : parts.percentEncodedPath)
        }
    }
}
