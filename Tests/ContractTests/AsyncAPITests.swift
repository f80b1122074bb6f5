import Contract
import EventLog
import Foundation
import Testing

/// Reads as much YAML as `asyncapi.yaml` uses: names and values by indentation, lists of references.
@Suite("asyncapi.yaml and the folders")
struct AsyncAPITests {
    /// The values by their paths, such as `channels/contacts/address`. Elements of a list are
    /// joined by blanks.
    private let values: [String: String]

    init() throws {
        let file = TopicFolder.topics.appendingPathComponent("asyncapi.yaml")
        let text = String(decoding: try Data(contentsOf: file), as: UTF8.self)
        var values: [String: String] = [:]
        var path: [(indent: Int, name: String)] = []
        for line in text.split(separator: "\n") {
            let indent = line.prefix { $0 == " " }.count
            let body = line.dropFirst(indent)
            if body.hasPrefix("- ") {
                let key = path.map(\.name).joined(separator: "/")
                values[key, default: ""] += body.dropFirst(2) + " "
            } else if let colon = body.range(of: ": ") ?? body.range(of: ":") {
                while let last = path.last, last.indent >= indent { path.removeLast() }
                path.append((indent, String(body[..<colon.lowerBound])))
                values[path.map(\.name).joined(separator: "/")] = body[colon.upperBound...]
                    .trimmingCharacters(in: CharacterSet(charactersIn: "' "))
            }
        }
        self.values = values
    }

    private func names(under path: String) -> [String] {
        let depth = path.split(separator: "/").count
        let children = values.keys.filter { $0.hasPrefix(path + "/") }
            .map { String($0.split(separator: "/")[depth]) }
        return Set(children).sorted()
    }

    /// The channels that are no topics: the door over HTTP, and its answers.
    private static let door = ["events", "receipts"]

    @Test func `It is AsyncAPI 3 and has a channel for every topic and the door`() {
        #expect(values["asyncapi"] == "3.0.0")
        #expect(names(under: "channels") == (Contract.declared.map(\.name) + Self.door).sorted())
    }

    @Test func `The door takes every record's messages and answers with a receipt`() {
        let messages = Contract.records.flatMap { names(under: "channels/\($0.name)/messages") }
        #expect(values["channels/events/address"] == "/events")
        #expect(names(under: "channels/events/messages") == messages.sorted())
        let operation = "operations/receiveEvents"
        #expect(values["\(operation)/action"] == "receive")
        #expect(values["\(operation)/channel/$ref"] == "#/channels/events")
        for message in messages {
            let reference = "#/components/messages/\(message)"
            #expect(values["channels/events/messages/\(message)/$ref"] == reference)
            #expect(
                values["\(operation)/messages"]?.contains("/events/messages/\(message)'") == true)
        }
        #expect(values["\(operation)/reply/channel/$ref"] == "#/channels/receipts")
        #expect(names(under: "channels/receipts/messages") == ["receipt"])
        #expect(
            values["components/messages/receipt/payload/schema/$ref"] == "./receipt.schema.json")
    }

    @Test(arguments: Contract.declared)
    func `A channel has its topic's name, partitions and retention`(topic: Topic) throws {
        let channel = "channels/\(topic.name)"
        let kafka = "\(channel)/bindings/kafka"
        let description = try TopicFolder(name: topic.name).description
        #expect(values["\(channel)/address"] == topic.name)
        #expect(values["\(kafka)/topic"] == topic.name)
        #expect(values["\(kafka)/partitions"] == String(topic.partitions))
        guard case .number(let retention)? = description["retentionMilliseconds"] else {
            Issue.record("no retention")
            return
        }
        #expect(values["\(kafka)/topicConfiguration/retention.ms"] == String(Int(retention)))
        guard case .number(let largest)? = description["maxMessageBytes"] else {
            Issue.record("no size of a message")
            return
        }
        #expect(
            values["\(kafka)/topicConfiguration/max.message.bytes"] == String(Int(largest)))
        #expect(
            values["\(kafka)/topicConfiguration/cleanup.policy"]?
                .trimmingCharacters(in: .whitespaces) == description["cleanupPolicy"]?.text)
    }

    @Test(arguments: Contract.declared)
    func `A channel's messages are those of the schema, which they refer to`(topic: Topic) throws {
        let schema = try TopicFolder(name: topic.name).schema.root
        let types = schema["properties"]?["type"]?["enum"]?.elements.compactMap(\.text)
        let messages = names(under: "channels/\(topic.name)/messages")
        let stated = messages.compactMap { values["components/messages/\($0)/name"] }
        #expect(stated.count == messages.count)
        if let types {
            #expect(stated.sorted() == types.sorted())
        } else {
            #expect(stated.count == 1)
        }
        let part = topic == Contract.quarantine ? "headers" : "payload"
        for message in messages {
            #expect(
                values["channels/\(topic.name)/messages/\(message)/$ref"]
                    == "#/components/messages/\(message)")
            #expect(
                values["components/messages/\(message)/\(part)/schema/$ref"]
                    == "./\(topic.name)/schema.json")
        }
    }

    @Test func `Each message has its channel and each channel its operation`() {
        let used = Contract.declared.flatMap { names(under: "channels/\($0.name)/messages") }
        #expect(names(under: "components/messages") == (used + ["receipt"]).sorted())
        var actions: [String: String] = [:]
        for operation in names(under: "operations") {
            let channel = values["operations/\(operation)/channel/$ref"] ?? ""
            actions[channel] = values["operations/\(operation)/action"]
        }
        for topic in Contract.all {
            let action = Contract.records.contains(topic) ? "receive" : "send"
            #expect(actions["#/channels/\(topic.name)"] == action, "\(topic.name)")
        }
        // Law 7: no operation of ours touches who a child is.
        #expect(actions.count == Contract.all.count + 1)
        #expect(actions["#/channels/events"] == "receive")
    }
}
