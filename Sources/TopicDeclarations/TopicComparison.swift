/// The declared topics beside those of a cluster.
public struct TopicComparison: Hashable, Sendable {
    /// How each declared topic should be.
    public let wanted: [TopicDescription]
    /// What is not as it should be, topic by topic. Empty: everything is.
    public let differences: [TopicDifference]

    /// - Parameter actual: topics that are there; those that nobody declared are passed over.
    public init(wanted: [TopicDescription], actual: [TopicDescription]) {
        self.wanted = wanted
        differences = wanted.flatMap { topic in
            TopicDifference.all(of: actual.first { $0.name == topic.name }, from: topic)
        }
    }

    /// Compares the declared topics with those of a cluster.
    ///
    /// - Parameters:
    ///   - prefix: stands before every name.
    ///   - replication: how many brokers should keep each record; nil for three, or as many as
    ///     there are.
    public init(
        of declared: [TopicDeclaration], with cluster: some TopicAdministration,
        prefix: String = "", replication: Int? = nil
    ) throws {
        let replicas = try replication ?? max(1, min(3, cluster.brokerCount()))
        let wanted = declared.map { $0.wanted(prefix: prefix, replication: replicas) }
        self.init(wanted: wanted, actual: try cluster.describe(wanted.map(\.name)))
    }

    /// The topics that are not there.
    public var missing: [TopicDescription] {
        differences.compactMap { if case .missing(let topic) = $0 { topic } else { nil } }
    }

    /// Whether every topic is there with at least as many partitions as are declared, so that it can
    /// be read.
    public var isReadable: Bool {
        differences.allSatisfy {
            switch $0 {
            case .missing: false
            case .partitions(_, let declared, let actual): actual >= declared
            default: true
            }
        }
    }

    /// Creates what is missing, and nothing else: what is there stays as it is.
    ///
    /// - Parameter created: is told of each topic as soon as it is there.
    /// - Returns: what is different now.
    public func createMissing(
        on cluster: some TopicAdministration, created: (TopicDescription) -> Void = { _ in }
    ) throws -> TopicComparison {
        var there: [TopicDescription] = []
        for topic in missing {
            do {
                try cluster.create(topic)
                there.append(topic)
                created(topic)
            } catch {
                // Somebody else may have been a moment faster; then theirs is what counts.
                guard let other = try cluster.describe([topic.name]).first else { throw error }
                there.append(other)
            }
        }
        let names = Set(there.map(\.name))
        let news = TopicComparison(
            wanted: wanted.filter { names.contains($0.name) }, actual: there)
        return TopicComparison(
            wanted: wanted,
            differences: differences.filter { if case .missing = $0 { false } else { true } }
                + news.differences)
    }

    private init(wanted: [TopicDescription], differences: [TopicDifference]) {
        self.wanted = wanted
        self.differences = differences
    }
}
