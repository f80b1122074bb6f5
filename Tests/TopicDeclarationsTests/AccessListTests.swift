import Contract
import EventLog
import Foundation
import Testing
import TopicDeclarations

@Suite("Who may do what")
struct AccessListTests {
    let list: AccessList

    init() throws { list = try AccessList.declared() }

    private static let operations: Set<String> = [
        "Read", "Write", "Create", "Describe", "DescribeConfigs",
    ]

    /// The roles that may do this with a topic.
    private func roles(that operation: String, _ topic: Topic) -> Set<String> {
        Set(
            list.roles.filter { $0.topics[topic.name]?.contains(operation) == true }.map(\.role))
    }

    @Test func `it is as it stands in its file`() throws {
        let file = URL(fileURLWithPath: #filePath)
            .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
            .appendingPathComponent("topics/acls.json")
        let now = try JSONDecoder().decode(AccessList.self, from: Data(contentsOf: file))
        #expect(list == now)
    }

    @Test func `it names topics of the contract, and operations of Kafka's`() {
        let topics = Set(Contract.declared.map(\.name))
        for role in list.roles {
            #expect(topics.isSuperset(of: role.topics.keys), "\(role.role)")
            for rights in Array(role.topics.values) + Array(role.groups.values) {
                #expect(!rights.isEmpty && Self.operations.isSuperset(of: rights))
                #expect(Set(rights).count == rights.count)
            }
            #expect(!role.description.isEmpty)
        }
        #expect(Set(list.roles.map(\.role)).count == list.roles.count)
        #expect(Set(list.roles.map(\.principal)).count == list.roles.count)
    }

    @Test(arguments: Contract.declared)
    func `every topic has somebody who writes it, reads it and creates it`(topic: Topic) {
        #expect(!roles(that: "Write", topic).isEmpty)
        #expect(!roles(that: "Read", topic).isEmpty)
        #expect(roles(that: "Create", topic) == ["operator"])
    }

    @Test func `nothing of ours reads or writes who a child is`() {
        #expect(roles(that: "Read", Contract.people) == ["people-reader"])
        #expect(roles(that: "Write", Contract.people) == ["people-publisher"])
        for role in ["intake", "system", "engine", "board"] {
            #expect(list[role: role]?.topics[Contract.people.name] == nil)
        }
        // And those who do see nothing of the case.
        for role in ["people-reader", "people-publisher"] {
            #expect(list[role: role]?.topics.keys.sorted() == [Contract.people.name])
        }
    }

    @Test(arguments: ["intake", "system"])
    func `who publishes records writes their topics and has no other right`(role: String) throws {
        let rights = try #require(list[role: role])
        #expect(
            rights.topics
                == Dictionary(uniqueKeysWithValues: Contract.records.map { ($0.name, ["Write"]) }))
        #expect(rights.groups.isEmpty)
    }

    @Test func `the engine reads records and alerts in its group, and writes and forwards`() {
        for topic in Contract.records {
            #expect(roles(that: "Read", topic) == ["engine", "board", "operator"])
            // The engine forwards what a publisher put into another partition than the child's.
            #expect(roles(that: "Write", topic) == ["intake", "system", "engine", "operator"])
        }
        #expect(roles(that: "Write", Contract.alerts) == ["engine"])
        #expect(roles(that: "Write", Contract.quarantine) == ["engine", "operator"])
        #expect(roles(that: "Read", Contract.quarantine) == ["operator"])
        #expect(list[role: "engine"]?.groups == ["engine": ["Read"]])
    }

    @Test func `the board reads, and writes nothing but what people did, which is its own`() {
        for (topic, rights) in list[role: "board"]?.topics ?? [:] {
            #expect(rights == (topic == Contract.reviews.name ? ["Read", "Write"] : ["Read"]))
        }
        #expect(roles(that: "Read", Contract.reviews) == ["board"])
        #expect(roles(that: "Write", Contract.reviews) == ["board"])
        // An alert stands while its evidence stands, whatever people decided.
        #expect(list[role: "engine"]?.topics[Contract.reviews.name] == nil)
    }
}

@Suite("An access list as commands")
struct AccessCommandsTests {
    private func commands() throws -> AccessCommands { AccessCommands(of: try .declared()) }

    /// The commands, without remarks.
    private func words(_ commands: AccessCommands) -> [[String]] {
        commands.lines.filter { !$0.hasPrefix("#") }
            .map { $0.split(separator: " ").map(String.init) }
    }

    private func values(_ option: String, _ words: [String]) -> [String] {
        zip(words, words.dropFirst()).filter { $0.0 == option }.map(\.1)
    }

    @Test func `they are what Kafka's own tool takes`() throws {
        var commands = try commands()
        commands.bootstrap = "kafka:9092"
        commands.settings = "admin.properties"
        #expect(
            commands.lines.contains(
                "kafka-acls.sh --bootstrap-server kafka:9092 --command-config admin.properties "
                    + "--add --allow-principal User:engine --operation Read --operation Write "
                    + "--topic alerts --topic closures --topic contacts --topic referrals"))
        #expect(
            commands.lines.contains(
                "kafka-acls.sh --bootstrap-server kafka:9092 --command-config admin.properties "
                    + "--add --allow-principal User:engine --operation Read --group engine"))
    }

    @Test func `together they grant every right of the list and no other`() throws {
        var commands = try commands()
        let list = commands.list
        commands.principals = [
            "system": ["system-mash", "system-ics"], "people-publisher": ["people-publisher-a"],
            "people-reader": ["people-reader-a"],
        ]
        var granted: Set<[String]> = []
        for line in words(commands) {
            let principal = try #require(values("--allow-principal", line).first)
            for option in ["--topic", "--group"] {
                for name in values(option, line) {
                    for operation in values("--operation", line) {
                        granted.insert([principal, option, name, operation])
                    }
                }
            }
        }
        var declared: Set<[String]> = []
        for role in list.roles {
            for principal in commands.principals[role.role] ?? [role.principal] {
                for (option, rights) in [("--topic", role.topics), ("--group", role.groups)] {
                    for (name, operations) in rights {
                        for operation in operations {
                            declared.insert(["User:\(principal)", option, name, operation])
                        }
                    }
                }
            }
        }
        #expect(granted == declared)
    }

    @Test func `a role of many is only remarked upon until somebody plays it`() throws {
        let commands = try commands()
        #expect(!commands.lines.contains { $0.contains("User:system") })
        #expect(commands.lines.contains("# Name each: --as system=system-NAME"))
        #expect(!commands.lines.contains { $0.contains("*") })
    }

    @Test func `a prefix stands before topics, groups and principals`() throws {
        var commands = try commands()
        commands.prefix = "northmoor."
        commands.principals = ["system": ["northmoor.mash"]]
        for line in words(commands) {
            for option in ["--topic", "--group"] {
                #expect(values(option, line).allSatisfy { $0.hasPrefix("northmoor.") })
            }
            #expect(
                values("--allow-principal", line).allSatisfy { $0.hasPrefix("User:northmoor.") })
        }
    }

    @Test func `a principal with blanks or quotes is one word to a shell`() throws {
        var commands = try commands()
        commands.principals = ["engine": ["CN=the engine,O=O'Brien & Co"]]
        #expect(
            commands.lines.contains {
                $0.contains(" 'User:CN=the engine,O=O'\\''Brien & Co' ")
            })
    }
}
