import Foundation
import Patience
import Testing

/// Topics and access lists from the command line, as far as no cluster is needed.
@Suite(.waits) struct TopicsCommandTests {
    @Test func `the access list is printed as commands for Kafka's own tool`() throws {
        let outcome = try Program.run(
            "topics", "acls", "--kafka", "kafka:9092", "--prefix", "northmoor.", "--as",
            "system=system-mash", "--command-config", "admin.properties")
        #expect(outcome.status == 0 && outcome.errors.isEmpty)
        let commands = outcome.lines.filter { !$0.hasPrefix("#") }
        #expect(commands.count > 8)
        for command in commands {
            #expect(
                command.hasPrefix(
                    "kafka-acls.sh --bootstrap-server kafka:9092 --command-config admin.properties "
                        + "--add --allow-principal User:"))
            #expect(
                command.contains(" --topic northmoor.") || command.contains(" --group northmoor."))
        }
        #expect(commands.contains { $0.contains("User:system-mash ") })
        #expect(commands.contains { $0.contains("User:northmoor.engine ") })
    }

    @Test func `a role that nobody knows, and topics without a cluster, are named`() throws {
        let nobody = try Program.run("topics", "acls", "--as", "cook=me")
        #expect(nobody.status == 2 && nobody.errors.contains("There are intake, system, engine"))
        for command in ["check", "apply"] {
            let outcome = try Program.run("topics", command)
            #expect(outcome.status == 2 && outcome.errors.contains("--kafka"))
        }
    }

    @Test func `settings for Kafka without a cluster are not passed over`() throws {
        for words in [["--prefix", "a."], ["--kafka-config", "file"]] {
            let outcome = try Program.run(["doctor"] + words)
            #expect(outcome.status == 2 && outcome.errors.contains("--kafka"))
        }
        let roles = try Program.run("serve", "--roles", "engine")
        #expect(roles.status == 2 && roles.errors.contains("--kafka"))
    }

    @Test func `a server's health is its answer, and nobody's is a failure`() throws {
        let scratch = try Scratch()
        let serving = try Serving(scratch.path("data"))
        let address = "http://127.0.0.1:\(serving.port)"
        let ready = try Program.run("health", "\(address)/readyz")
        #expect(ready.status == 0 && ready.text == "ready\n")
        let missing = try Program.run("health", "\(address)/nowhere")
        #expect(missing.status == 1 && missing.errors.contains("404"))
        #expect(try serving.stop() == 0)
        #expect(try Program.run("health", "\(address)/readyz").status == 1)
        let far = try Program.run("health", "http://example.org/readyz")
        #expect(far.status == 2)
    }
}
