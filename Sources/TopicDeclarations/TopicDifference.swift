/// One thing about a topic that is not as it is declared.
public enum TopicDifference: Hashable, Sendable {
    case missing(TopicDescription)
    case partitions(topic: String, declared: Int, actual: Int)
    case replication(topic: String, declared: Int, actual: Int)
    case setting(topic: String, name: String, declared: String, actual: String)
    /// The broker did not say how the topic is set.
    case settingsUnknown(topic: String)

    /// What a description shows that is not as declared, most serious first.
    static func all(of actual: TopicDescription?, from wanted: TopicDescription) -> [Self] {
        guard let actual else { return [.missing(wanted)] }
        var found: [TopicDifference] = []
        if actual.partitions != wanted.partitions {
            found.append(
                .partitions(
                    topic: wanted.name, declared: wanted.partitions, actual: actual.partitions))
        }
        if actual.replicationFactor != wanted.replicationFactor {
            found.append(
                .replication(
                    topic: wanted.name, declared: wanted.replicationFactor,
                    actual: actual.replicationFactor))
        }
        if actual.config.isEmpty { return found + [.settingsUnknown(topic: wanted.name)] }
        // A setting that a broker does not know is not in force and cannot differ.
        for (name, declared) in wanted.config.sorted(by: { $0.key < $1.key }) {
            guard let value = actual.config[name], !isSame(value, declared) else { continue }
            found.append(
                .setting(topic: wanted.name, name: name, declared: declared, actual: value))
        }
        return found
    }

    /// Settings can be lists, in any order.
    private static func isSame(_ left: String, _ right: String) -> Bool {
        func items(_ text: String) -> Set<String> {
            Set(text.split(separator: ",").map { $0.trimming(" ") })
        }
        return items(left) == items(right)
    }
}

extension TopicDifference: CustomStringConvertible {
    /// What is different.
    public var description: String {
        switch self {
        case .missing(let topic):
            "\(topic.name) is not there."
        case .partitions(let topic, let declared, let actual):
            "\(topic) has \(actual) partitions, and \(declared) are declared."
        case .replication(let topic, let declared, let actual):
            "\(topic) is kept by \(actual) brokers, and should be by \(declared)."
        case .setting(let topic, let name, let declared, let actual):
            "\(topic) has \(name) \(actual), and \(declared) is declared."
        case .settingsUnknown(let topic):
            "\(topic) is there, but the broker does not say how it is set."
        }
    }

    /// What to do about it, as a sentence that ends in a command of Kafka's own where one does it.
    ///
    /// - Parameter bootstrap: the brokers to name in it, `HOST:PORT`.
    public func remedy(bootstrap: String) -> String {
        switch self {
        case .missing:
            return "Create it with secondlook topics apply and the same options."
        case .partitions(let topic, let declared, let actual):
            let adding =
                actual < declared
                ? "Do not add partitions: a child’s later records would go to another partition "
                    + "than the earlier ones. " : "Partitions cannot be taken away. "
            return adding + "Declare the topics under a new --prefix, publish everything there "
                + "again, and let \(topic) go."
        case .replication(let topic, let declared, _):
            return "Move its replicas with kafka-reassign-partitions.sh --bootstrap-server "
                + "\(bootstrap), or, if that is as many as \(topic) is to have, say so with "
                + "--replication; declared are \(declared)."
        case .setting(let topic, let name, let declared, _):
            return "kafka-configs.sh --bootstrap-server \(bootstrap) --alter --entity-type topics "
                + "--entity-name \(topic) --add-config \(setting(name, declared))"
        case .settingsUnknown(let topic):
            return "Allow this principal DescribeConfigs on \(topic); see secondlook topics acls."
        }
    }

    /// As kafka-configs.sh wants it: lists in brackets.
    private func setting(_ name: String, _ value: String) -> String {
        value.contains(",") ? "\(name)=[\(value)]" : "\(name)=\(value)"
    }
}

extension Substring {
    fileprivate func trimming(_ character: Character) -> String {
        String(drop { $0 == character }.reversed().drop { $0 == character }.reversed())
    }
}
