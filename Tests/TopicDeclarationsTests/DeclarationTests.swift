import Contract
import EventLog
import Foundation
import Testing
import TopicDeclarations

@Suite("The declarations that the program brings with it")
struct DeclarationTests {
    @Test func `they are of every topic in the contract, as it stands in its folder`() throws {
        let declared = try TopicDeclaration.all()
        #expect(declared.map(\.name) == Contract.declared.map(\.name))
        #expect(declared.map(\.partitions) == Contract.declared.map(\.partitions))
        let topics = URL(fileURLWithPath: #filePath)
            .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
            .appendingPathComponent("topics")
        for topic in declared {
            let file = topics.appendingPathComponent("\(topic.name)/topic.json")
            let now = try JSONDecoder().decode(
                TopicDeclaration.self, from: Data(contentsOf: file))
            #expect(topic == now)
        }
    }

    @Test func `what is the truth is kept for ever, whatever the broker would do`() throws {
        for topic in try TopicDeclaration.all() where topic.name != "quarantine" {
            let config = topic.wanted(replication: 3).config
            #expect(config["retention.ms"] == "-1" && config["retention.bytes"] == "-1")
            #expect(config["unclean.leader.election.enable"] == "false")
        }
    }

    @Test func `what is put aside fits into quarantine, with its headers`() throws {
        let declared = try TopicDeclaration.all()
        let quarantine = try #require(declared.first { $0.name == "quarantine" })
        for topic in declared where topic != quarantine {
            #expect(quarantine.maxMessageBytes >= topic.maxMessageBytes + 65_536)
        }
    }

    @Test(arguments: [(1, "1"), (2, "1"), (3, "2"), (5, "2")])
    func `one broker may be away where there is more than one`(
        replication: Int, inSync: String
    ) throws {
        for topic in try TopicDeclaration.all() {
            let wanted = topic.wanted(replication: replication)
            #expect(wanted.config["min.insync.replicas"] == inSync)
            #expect(wanted.replicationFactor == replication)
        }
    }

    @Test func `a prefix stands before every name`() throws {
        let names = try TopicDeclaration.all().map {
            $0.wanted(prefix: "northmoor.", replication: 1).name
        }
        #expect(names.allSatisfy { $0.hasPrefix("northmoor.") })
        #expect(names.contains("northmoor.contacts"))
    }
}
