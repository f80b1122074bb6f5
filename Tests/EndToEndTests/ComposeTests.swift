import CommandLineTool
import Foundation
import Patience
import Testing

@testable import secondlook

/// No containers run here, so what can be held is held: every line that a container is started or
/// asked with is one that the program takes, and what is named is there.
@Suite(.waits) struct ComposeTests {
    private let file: ComposeFile

    init() throws { file = try ComposeFile() }

    private var services: [String] { file.names(under: "services") }
    private var ours: [String] {
        services.filter { file["services/\($0)/image"] == "second-look:local" }
    }

    /// The words of a line that the program is asked with, and what is wrong with them.
    private func misuse(_ words: [String]) -> String? {
        do {
            guard case .run = try SecondLook.command.parse(words) else {
                return "it only shows a text"
            }
            return nil
        } catch {
            return "\(error)"
        }
    }

    @Test func `Kafka, the topics, two engines, intake, board and registry are there`() {
        #expect(
            services == ["board", "engine-1", "engine-2", "intake", "kafka", "registry", "topics"])
        #expect(ours.count == 6)
        #expect(
            file["services/kafka/image"]?.firstMatch(of: /^apache\/kafka:\d+\.\d+\.\d+$/) != nil)
    }

    @Test func `every line that a container of ours is started with is one the program takes`()
        throws
    {
        var checked = 0
        for service in ours {
            let words = try file.list("services/\(service)/command")
            let program = try file.list("services/\(service)/entrypoint")
            #expect(!words.isEmpty, "\(service)")
            guard program.isEmpty else {
                #expect(program == ["secondlook-registry"], "\(service)")
                continue
            }
            #expect(misuse(words) == nil, "\(service): \(words)")
            checked += 1
        }
        #expect(checked == 5)
        #expect(misuse(["serve", "--kafka", "kafka"]) != nil)
        #expect(misuse(["serve", "--role", "engine,kitchen"]) != nil)
    }

    @Test func `every question after a container's health is one the program takes`() throws {
        for service in ours where service != "topics" {
            let test = try file.list("services/\(service)/healthcheck/test")
            #expect(test.prefix(2) == ["CMD", "secondlook"], "\(service)")
            #expect(misuse(Array(test.dropFirst(2))) == nil, "\(service): \(test)")
            // It asks where the service listens.
            let words = try file.list("services/\(service)/command")
            let port = try #require(zip(words, words.dropFirst()).first { $0.0 == "--port" }?.1)
            #expect(test.last?.contains("http://127.0.0.1:\(port)/") == true, "\(service)")
        }
        #expect(try file.list("services/kafka/healthcheck/test").first == "CMD")
    }

    @Test func `each role is played, by two engines of one group, and each talks to Kafka`() throws
    {
        var roles: [String: [String]] = [:]
        for service in ours where service != "registry" {
            let words = try file.list("services/\(service)/command")
            let options = Dictionary(
                zip(words, words.dropFirst()).filter { $0.0.hasPrefix("--") },
                uniquingKeysWith: { first, _ in first })
            #expect(options["--kafka"] == "kafka:9092")
            if let role = options["--roles"] { roles[role, default: []].append(service) }
            if options["--roles"] == "engine" { #expect(options["--group"] == "engine") }
        }
        #expect(roles.keys.sorted() == ["board", "engine", "intake"])
        #expect(roles["engine"]?.count == 2)
        let published = file["services/kafka/environment/KAFKA_ADVERTISED_LISTENERS"]
        #expect(published == "PLAINTEXT://kafka:9092")
    }

    @Test func `what waits for something waits for what is there, and topics come first`() {
        for service in services {
            for other in file.names(under: "services/\(service)/depends_on") {
                #expect(services.contains(other), "\(service) waits for \(other)")
            }
        }
        for service in ours where !["topics", "registry"].contains(service) {
            #expect(
                file["services/\(service)/depends_on/topics/condition"]
                    == "service_completed_successfully")
        }
        #expect(file["services/topics/depends_on/kafka/condition"] == "service_healthy")
    }

    @Test func `what is kept is kept in volumes, and doors open on this machine alone`() throws {
        for service in services {
            for volume in try file.list("services/\(service)/volumes") {
                let name = String(volume.prefix { $0 != ":" })
                #expect(file.names(under: "volumes").contains(name), "\(service): \(volume)")
            }
            for port in try file.list("services/\(service)/ports") {
                #expect(port.hasPrefix("127.0.0.1:"), "\(service): \(port)")
            }
        }
        #expect(
            try file.list("services/kafka/volumes").contains {
                $0.hasSuffix(":" + (file["services/kafka/environment/KAFKA_LOG_DIRS"] ?? "?"))
            })
    }

    @Test func `a board that says that only this machine reaches it is published there alone`()
        throws
    {
        var boards = 0
        for service in ours {
            let words = try file.list("services/\(service)/command")
            guard words.contains("--published-locally") else { continue }
            let ports = try file.list("services/\(service)/ports")
            #expect(!ports.isEmpty && ports.allSatisfy { $0.hasPrefix("127.0.0.1:") })
            #expect(file["services/\(service)/network_mode"] == nil, "\(service)")
            boards += 1
        }
        #expect(boards == 1)
    }

    @Test func `one image is built, from the official one of Swift, and runs without root`() throws
    {
        let builders = services.filter { file["services/\($0)/build/dockerfile_inline"] != nil }
        #expect(builders == ["topics"])
        let text = try #require(file["services/topics/build/dockerfile_inline"])
        let steps = text.split(separator: "\n").filter { $0.hasPrefix("FROM ") }
        #expect(steps == ["FROM swift:6.3-bookworm AS build", "FROM debian:bookworm-slim"])
        let user = try #require(text.range(of: "\nUSER ")?.upperBound)
        #expect(!text[user...].hasPrefix("root"))
        // Compose would take it for a variable of its own.
        #expect(!text.contains("$"))
        // What links the program is there when it is built, and when it runs.
        #expect(text.contains(".setup/install build static") && text.contains("setup/install run"))
        let packages = try String(
            contentsOf: ComposeFile.root.appendingPathComponent(".setup/packages"), encoding: .utf8
        ).split(separator: "\n").map { $0.split(separator: " ") }.filter { $0.count > 1 }
        for library in [
            "libsqlite3", "libgnutls", "zlib1g", "libsimdjson", "libsodium", "librdkafka",
            "libstemmer", "libxml2", "libyaml",
        ] {
            let wanted = packages.filter { $0[1].hasPrefix(library) }.map { $0[0] }
            #expect(
                wanted == (library == "libxml2" ? ["build", "static", "run"] : ["build", "run"]))
        }
        let ignored = try String(
            contentsOf: ComposeFile.root.appendingPathComponent(".dockerignore"), encoding: .utf8)
        #expect(ignored.split(separator: "\n").contains(".build"))
    }
}
