import EventLog
import Foundation

/// Properties for librdkafka, as its own documentation names them: one `name=value` a line, `#`
/// before a remark. A line with `bootstrap.servers`, as files that come with a login often have one,
/// is passed over: --kafka says where the brokers are.
///
/// They may hold passwords: their values are in no description, error or log line.
public struct KafkaProperties: Sendable {
    private(set) var values: [(name: String, value: String)] = []

    public init() {}

    /// Reads properties from text.
    ///
    /// - Throws: `LogError.unavailable` that names the line, never a value.
    public init(parsing text: String) throws {
        for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false)
            .enumerated()
        {
            let line = line.trimmingCharacters(in: .whitespaces)
            if line.isEmpty || line.hasPrefix("#") { continue }
            guard let equals = line.firstIndex(of: "="), equals != line.startIndex else {
                throw LogError.unavailable(
                    "Line \(index + 1) of the Kafka properties is not NAME=VALUE.")
            }
            let name = line[..<equals].trimmingCharacters(in: .whitespaces)
            if name == "bootstrap.servers" || name == "metadata.broker.list" { continue }
            guard !Self.ours.contains(name) else {
                throw LogError.unavailable(
                    """
                    Line \(index + 1) of the Kafka properties sets \(name), on which the log's \
                    promises rest. Remove the line.
                    """)
            }
            let value = line[line.index(after: equals)...].trimmingCharacters(in: .whitespaces)
            values.append((name, value))
        }
    }

    /// Reads properties from a file.
    public init(file path: String) throws {
        guard let bytes = FileManager.default.contents(atPath: path) else {
            throw LogError.unavailable(
                "The Kafka properties cannot be read from \(path). Check --kafka-config.")
        }
        try self.init(parsing: String(decoding: bytes, as: UTF8.self))
    }

    /// The value of a property that holds no secret.
    subscript(name: String) -> String? { values.last { $0.name == name }?.value }

    /// What nobody may change: who reads what from where, and when something counts as kept.
    private static let ours: Set<String> = [
        "group.id", "group.instance.id", "group.protocol", "enable.auto.commit",
        "enable.auto.offset.store", "auto.offset.reset",
        "enable.partition.eof", "partition.assignment.strategy", "enable.idempotence", "acks",
        "request.required.acks", "partitioner", "transactional.id", "isolation.level",
        "max.in.flight", "max.in.flight.requests.per.connection", "enable.gapless.guarantee",
    ]
}

extension KafkaProperties: CustomStringConvertible, CustomReflectable {
    /// The names alone.
    public var description: String { values.map(\.name).joined(separator: ", ") }
    public var customMirror: Mirror { Mirror(self, children: ["names": description]) }
}
