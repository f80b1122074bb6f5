import TopicDeclarations

/// A cluster of topics in memory.
final class Cluster: TopicAdministration {
    var topics: [String: TopicDescription] = [:]
    var brokers: Int
    /// Topics that somebody else creates a moment before we do.
    var created: [TopicDescription] = []
    var refusesToCreate: Set<String> = []

    struct Refused: Error {}

    init(brokers: Int = 3) { self.brokers = brokers }

    func brokerCount() -> Int { brokers }

    func describe(_ names: [String]) -> [TopicDescription] { names.compactMap { topics[$0] } }

    func create(_ topic: TopicDescription) throws {
        for other in created where other.name == topic.name { topics[other.name] = other }
        guard topics[topic.name] == nil, !refusesToCreate.contains(topic.name) else {
            throw Refused()
        }
        topics[topic.name] = topic
    }
}
