import Casework
import Contract
import EventLog
import Events
import Reviews
import Testing

@Suite("The topics as data and as code")
struct TopicTests {
    @Test func `Every topic has its folder, and every folder its topic`() {
        #expect(TopicFolder.all.map(\.name) == Contract.declared.map(\.name).sorted())
    }

    @Test(arguments: TopicFolder.all)
    func `The folder and the constant say the same`(folder: TopicFolder) throws {
        let topic = try #require(Contract.declared.first { $0.name == folder.name })
        let description = try folder.description
        #expect(description["name"] == .string(topic.name))
        #expect(description["partitions"] == .number(Double(topic.partitions)))
        #expect(description["schemaVersion"] == .number(1))
        // A person is taken out by a message without a value, which compaction follows; records
        // and alerts are all kept, also where they share a key.
        #expect(
            description["cleanupPolicy"]
                == .string(topic == Contract.people ? "compact" : "delete"))
        guard case .number(let retention)? = description["retentionMilliseconds"] else {
            Issue.record("no retention")
            return
        }
        // What is the only truth is kept for ever.
        #expect(folder.name == "quarantine" ? retention > 0 : retention == -1)
        #expect(description["description"]?.text?.isEmpty == false)
        #expect(description["key"]?.text?.isEmpty == false)
    }

    @Test func `The topic of people is declared, and nothing of ours is given it`() {
        #expect(!Contract.all.contains(Contract.people))
        #expect(Contract.declared.contains(Contract.people))
    }

    @Test(arguments: TopicFolder.all)
    func `Every schema is closed and every field is described`(folder: TopicFolder) throws {
        func check(_ schema: JSONValue, _ place: String) {
            if let properties = schema["properties"], schema["type"] == .string("object") {
                #expect(schema["additionalProperties"] == .boolean(false), "\(place)")
                for (name, field) in properties.members {
                    #expect(field["description"]?.text?.isEmpty == false, "\(place).\(name)")
                    if field["properties"] != nil { check(field, "\(place).\(name)") }
                }
            }
        }
        let root = try folder.schema.root
        check(root, folder.name)
        #expect(root["additionalProperties"] == .boolean(false))
        for (name, definition) in root["$defs"]?.members ?? [:] { check(definition, name) }
    }

    @Test func `The code lists of the schemas are those of the casework`() throws {
        func codes(_ topic: String, _ path: String...) throws -> [String] {
            let root = try TopicFolder(name: topic).schema.root
            let field = path.reduce(Optional(root)) { $0?[$1] }
            return (field?["enum"]?.elements ?? []).compactMap(\.text)
        }
        let sources = ReferralSource.allCases.map(\.rawValue)
        #expect(try codes("contacts", "$defs", "contact", "properties", "source") == sources)
        #expect(try codes("referrals", "$defs", "referral", "properties", "source") == sources)
        #expect(
            try codes("contacts", "$defs", "contact", "properties", "outcome")
                == ContactOutcome.allCases.map(\.rawValue))
        #expect(
            try codes("referrals", "$defs", "referral", "properties", "primaryNeed")
                == PrimaryNeed.allCases.map(\.rawValue))
        #expect(
            try codes("closures", "$defs", "closure", "properties", "reason")
                == ClosureReason.allCases.map(\.rawValue))
        #expect(
            try codes("alerts", "properties", "status") == AlertStatus.allCases.map(\.rawValue))
        #expect(try codes("alerts", "properties", "severity") == Severity.allCases.map(\.rawValue))
        let decisions = Decision.allCases.map(\.rawValue)
        #expect(try codes("reviews", "properties", "decision") == decisions)
        #expect(
            try codes("reviews", "$defs", "firstView", "properties", "decision") == decisions)
        #expect(
            try codes("reviews", "$defs", "reviewer", "properties", "role")
                == Role.allCases.map(\.rawValue))
    }
}
