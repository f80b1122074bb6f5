import Contract
import EventLog
import Foundation
import KafkaLog
import Testing

/// A cluster that asks for logins and allows nothing that is not on its lists, as the environment
/// names it; with topics of a test's own, and on its lists what `secondlook topics acls` says.
///
/// - `KAFKA_SECURE`: where it is.
/// - `KAFKA_SECURE_CONFIGS`: a folder with a file of librdkafka's settings for each principal:
///   `admin.properties`, who may do anything, and those of `principals`.
/// - `KAFKA_TOOL`: a program that, with the word `acls` before them, takes the arguments of Kafka's
///   own `kafka-acls.sh` and adds where the cluster is and who asks.
final class SecureCluster: Sendable {
    private static let environment = ProcessInfo.processInfo.environment
    private static let bootstrap = environment["KAFKA_SECURE"]
    private static let folder = environment["KAFKA_SECURE_CONFIGS"]
    private static let tool = environment["KAFKA_TOOL"]

    static let isHere = bootstrap != nil && folder != nil && tool != nil
    static let missing = "KAFKA_SECURE, KAFKA_SECURE_CONFIGS and KAFKA_TOOL name no secured cluster"

    /// Who plays which role; the one of `scram` logs in with a password, the others with
    /// certificates.
    static let principals = [
        (role: "intake", name: "intake"), (role: "system", name: "system-mash"),
        (role: "system", name: "scram"), (role: "engine", name: "engine"),
        (role: "board", name: "board"), (role: "operator", name: "operator"),
    ]

    let prefix = "s\(UInt32.random(in: .min ... .max))."
    let scratch: Scratch

    /// Puts the lists in force, and lets the operator make the topics.
    init() throws {
        scratch = try Scratch()
        let roles = Self.principals.flatMap { ["--as", "\($0.role)=\($0.name)"] }
        let listed = try Program.run(
            ["topics", "acls", "--kafka", try #require(Self.bootstrap), "--prefix", prefix] + roles)
        try #require(listed.status == 0, "\(listed.errors)")
        for line in listed.lines where !line.hasPrefix("#") {
            // kafka-acls.sh --bootstrap-server HOST:PORT ARGUMENT…
            let arguments = line.split(separator: " ").dropFirst(3).map(String.init)
            // Roles that nobody plays here keep the star that asks for a name.
            guard !arguments.contains(where: { $0.hasSuffix("*") }) else { continue }
            try Self.allow(arguments)
        }
        let applied = try run("operator", "topics", "apply")
        try #require(applied.status == 0, "\(applied.errors)\(applied.text)")
    }

    private static func allow(_ arguments: [String]) throws {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: try #require(tool))
        process.arguments = ["acls"] + arguments
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = FileHandle.nullDevice
        let errors = Pipe()
        process.standardError = errors
        try process.run()
        let said = errors.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        try #require(
            process.terminationStatus == 0,
            "\(arguments): \(String(decoding: said, as: UTF8.self))")
    }

    static func settings(of name: String) throws -> String {
        try #require(folder) + "/\(name).properties"
    }

    /// The words by which the program is this principal's. Its file says where the brokers are too,
    /// which the program passes over.
    func words(_ name: String) throws -> [String] {
        let file = try Self.settings(of: name)
        let text = try String(contentsOfFile: file, encoding: .utf8)
        let own = text.split(separator: "\n").first { $0.hasPrefix("bootstrap.servers=") }
        let address = own.map { String($0.dropFirst("bootstrap.servers=".count)) }
        return [
            "--kafka", try address ?? #require(Self.bootstrap), "--prefix", prefix,
            "--kafka-config", file,
        ]
    }

    /// A command of the program's, as a principal.
    func run(_ name: String, _ command: String...) throws -> Program.Outcome {
        try Program.run(command + words(name))
    }

    /// A role of the service, as a principal.
    func serve(_ role: String, as name: String, ready: Bool = true) throws -> Serving {
        try Serving(
            words: words(name) + ["--data", scratch.path("data-\(role)"), "--roles", role],
            ready: ready)
    }

    /// kcat's words for a topic, as a principal.
    func kcat(_ name: String, _ topic: String) throws -> Kcat {
        Kcat(
            bootstrap: try #require(Self.bootstrap), topic: prefix + topic,
            settings: try Self.settings(of: name))
    }
}
