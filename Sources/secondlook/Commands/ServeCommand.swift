import Casework
import CommandLineTool
import HTTPServer
import PolicyFiles
import Reviews
import Serving
import Telemetry

/// `secondlook serve`: everything, on one machine.
enum ServeCommand {
    private static let data = CommonOptions.data
    private static let policy = CommonOptions.policy
    static let host = Option(
        "host", .text, default: "127.0.0.1", placeholder: "ADDRESS",
        help: "Listen on this address: this machine’s own, where people sign in here by themselves."
    )
    static let port = Option(
        "port", short: "p", .number(in: 0...65_535, example: 8_080), default: 8_080,
        placeholder: "NUMBER", help: "Listen on this port; 0 takes any that is free.")
    private static let provider = Option(
        "oidc", Reading<String>.path, placeholder: "FILE",
        help: """
            People sign in with the provider of identities (OpenID Connect) that this file names, and \
            one-time addresses sign nobody in.
            """)
    static let publishedLocally = Option(
        flag: "published-locally",
        help: """
            Nothing but this machine reaches the address, although it is another: that of a \
            container, published on 127.0.0.1 alone.
            """)
    private static let council = Option(
        "council", .text, default: "Your council", placeholder: "NAME",
        help: "Whose board it is, as it stands on every page.")

    private static let roles = Option(
        "roles", Reading<Set<ServiceRole>>.roles, placeholder: "ROLE[,…]",
        help: "What this process does: intake, engine, board, or several. Default: all of them.")
    private static let group = Option(
        "group", .text, default: EngineHost.group, placeholder: "NAME",
        help: "The consumer group in which engines share the work, without the prefix.")
    private static let instance = Option(
        "instance", Reading<String>.text, placeholder: "NAME",
        help: "Keep this engine’s share of the work for it while it restarts: a name of its own.")

    private static let newDigestKey = Option(
        flag: "new-digest-key",
        help: "Go on with another digest key where the one of the directory is lost for good.")

    static let command = Command(
        "serve", summary: "Take events, keep the alerts level and show the board.",
        discussion: """
            Ends politely on an interrupt (Ctrl-C) or a termination signal: requests under way are \
            answered first. Whatever was answered 202 is in the log, also if it is killed.

            Where this machine's clock jumps, or is far from when the server last ran, no alert is \
            withdrawn on its word until it is right again, or SIGUSR1 confirms that it is right.
            """,
        options: [
            data, host, port, provider, publishedLocally, council, policy, roles, group, instance,
            newDigestKey,
        ] + ServingOptions.all + KafkaOptions.all,
        run: { try await run($0) })

    private static func run(_ line: Invocation) async throws {
        var settings = Service.Settings(
            data: DataDirectory(path: line[data]),
            http: try ServingOptions.configuration(
                line, host: line[host], port: UInt16(line[port])), council: line[council],
            policy: try line.policyFile(policy).policy)
        settings.isPublishedLocally = line[publishedLocally]
        settings.newDigestKey = line[newDigestKey]
        settings.provider = line[provider]
        var place = settings.data.path
        if var kafka = try line.kafka() {
            kafka.instance = line[instance]
            let (kafka, write) = (kafka, settings.write)
            settings.openLog = { try kafka.openLog(write: write) }
            settings.roles = line[roles] ?? Set(ServiceRole.allCases)
            settings.group = line[group]
            place = "Kafka at \(kafka.brokers)"
        } else if line.isGiven(roles) || line.isGiven(group) || line.isGiven(instance) {
            throw UsageError(
                "--roles, --group and --instance divide work on Kafka. Add --kafka HOST:PORT.")
        }
        try await serve(settings, place: place, line)
    }

    /// Serves until a signal asks for the end.
    static func serve(
        _ settings: Service.Settings, place: String, _ line: Invocation
    ) async throws {
        try settings.checkReach()
        let service = try Service(settings)
        service.adjustments.forEach(line.console.note)
        line.console.print(
            "Second Look is on \(settings.http.scheme)://\(settings.http.host):\(service.port), its log in \(place). "
                + "Policy \(settings.policy.version), digest "
                + "\(settings.policy.digest.prefix(8)).")
        if settings.roles.contains(.board), settings.provider == nil {
            settings.data.leave(servingAddress: settings.localAddress(port: service.port))
            line.console.print(
                "To sign in, once, within ten minutes: "
                    + (try LocalSignIn.address(
                        at: settings.localAddress(port: service.port), in: settings.data,
                        as: .manager, now: service.now.milliseconds)))
        }
        defer { settings.data.forgetServingAddress() }
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

extension Service.Settings {
    /// Where the board is for a browser on this machine.
    func localAddress(port: UInt16) -> String {
        let host = Server.Configuration.isLoopback(http.host) ? http.host : "127.0.0.1"
        return "\(http.scheme)://\(host.contains(":") ? "[\(host)]" : host):\(port)"
    }

    /// - Throws: `UsageError` where a board would be reached from elsewhere, and nobody could sign in
    ///   there.
    func checkReach() throws {
        guard roles.contains(.board), !isPublishedLocally, provider == nil,
            !Server.Configuration.isLoopback(http.host)
        else { return }
        throw UsageError(
            """
            A board on \(http.host) is reached from other machines, and nobody can sign in there: \
            one-time addresses are good on this machine alone. Name a provider of identities with \
            --oidc, or leave --host out; in a container \
            whose port is published on 127.0.0.1 alone, add --published-locally.
            """)
    }
}

extension Reading<Set<ServiceRole>> {
    /// Several with commas.
    static var roles: Reading {
        let words = ServiceRole.allCases.map(\.rawValue)
        return Reading(
            "\(words.joined(separator: ", ")), or several with commas", example: "intake,board",
            completion: .words(words)
        ) { text in
            let parts = text.split(separator: ",", omittingEmptySubsequences: false)
            let roles = parts.compactMap { ServiceRole(rawValue: String($0)) }
            return roles.count == parts.count ? Set(roles) : nil
        }
    }
}
