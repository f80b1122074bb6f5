import Catalogue
import CommandLineTool
import HTTPServer
import Marketplace
import Serving
import Telemetry
import WebhookSending

/// `secondlook-registry serve`: the registry for people and programs.
enum ServeCommand {
    private static let data = CommonOptions.data
    private static let host = Option(
        "host", .text, default: "127.0.0.1", placeholder: "ADDRESS",
        help: "Listen on this address. Anything but this machine’s own wants a proxy with TLS.")
    private static let port = Option(
        "port", short: "p", .number(in: 0...65_535, example: 8_090), default: 8_090,
        placeholder: "NUMBER", help: "Listen on this port; 0 takes any that is free.")
    private static let catalogue = Option(
        "catalogue", Reading<String>.path, placeholder: "DIR",
        help: "Load this folder’s organisations, solutions and problems where there are none yet.")
    private static let rate = Option(
        "rate", .number(in: 0...100_000, example: 20), default: 20, placeholder: "NUMBER",
        help: "Answer one address so many times a second in the long run; 0 for any number.")
    private static let local = Option(
        flag: "allow-local-webhooks",
        help: "Let webhooks lead to this machine and its own network, to try them out.")
    private static let networks = Option(
        "webhook-networks", Reading<[AllowedNetworks.Network]>.networks, placeholder: "LIST",
        help: "Let webhooks lead into these networks too, such as 10.20.0.0/16,fd00:20::/32.")
    private static let retry = Option(
        "webhook-retry", .number(in: 1...3_600, example: 10), default: 10, placeholder: "SECONDS",
        help: "Send what did not arrive again after so long, then after twice as long each time.")

    static let command = Command(
        "serve", summary: "Serve the registry: search, match, write and be told.",
        discussion: """
            Reading is open, writing needs a key (secondlook-registry keys create). The API is \
            described at /api/openapi.json.

            Ends politely on an interrupt (Ctrl-C) or a termination signal: requests under way are \
            answered first. Whatever was acknowledged is kept, also if it is killed.

            Where this machine's clock jumps, or is far from when the server last ran, dates are \
            judged by the time counted without it until it is right again, or SIGUSR1 confirms that \
            it is right.
            """,
        options: [data, host, port, catalogue, rate, local, networks, retry] + ServingOptions.all,
        run: { try await run($0) })

    private static func run(_ line: Invocation) async throws {
        var settings = Service.Settings(data: line[data])
        settings.catalogue = line[catalogue]
        settings.http = try ServingOptions.configuration(
            line, host: line[host], port: UInt16(line[port]))
        settings.courier.networks =
            line[local] ? .everywhere : AllowedNetworks(line[networks] ?? [])
        settings.courier.firstDelay = Int64(line[retry]) * 1_000
        let perSecond = Double(line[rate])
        settings.door.address =
            perSecond > 0 ? Allowance(perSecond: perSecond, burst: perSecond * 10) : nil
        if perSecond == 0 { settings.door.key = nil }
        let service = try Service(settings)
        service.adjustments.forEach(line.console.note)
        let contents = service.desk.snapshot.contents
        line.console.print(
            "The registry is on \(settings.http.scheme)://\(settings.http.host):\(service.port), "
                + "its data in \(settings.data): \(contents.solutions.count) solutions and "
                + "\(contents.problems.count) problems at version \(contents.version).")
        let write = settings.write
        let signal = await Signals.first(rereading: service.server) { fault in
            if let fault {
                write(.error, "the old certificate stays", ["reason": LogValue("\(fault)")])
            } else {
                write(.info, "certificate read again")
            }
        }
        write(.info, "stopping", ["signal": LogValue(signal)])
        await service.shutdown()
    }
}

extension Reading<[AllowedNetworks.Network]> {
    fileprivate static var networks: Reading {
        Reading("networks with commas between them, such as 10.20.0.0/16", example: "10.20.0.0/16")
        {
            text in
            let networks = text.split(separator: ",").map {
                AllowedNetworks.Network($0.filter { $0 != " " })
            }
            return networks.contains(nil) || networks.isEmpty ? nil : networks.compactMap(\.self)
        }
    }
}
