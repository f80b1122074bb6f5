import CommandLineTool
import Contract
import Engine
import EventLog
import KafkaLog
import TopicDeclarations

/// `secondlook topics`: what is declared in `topics/`, on a Kafka cluster.
enum TopicsCommand {
    static let command = Command(
        "topics", summary: "Create, compare and protect the topics on a Kafka cluster.",
        subcommands: [check, apply, accept, acls])

    private static let replication = Option(
        "replication", Reading<Int>.number(in: 1...15, example: 3), placeholder: "NUMBER",
        help: "How many brokers keep each record. Default: 3, or as many as there are.")

    private static let check = Command(
        "check", summary: "Compare the topics of a cluster with what is declared.",
        discussion: """
            Names each difference with what to do about it, and ends with status 1 where there is \
            one; likewise where records are missing that were there once. It changes nothing.
            """,
        options: KafkaOptions.all + [replication, group],
        run: { line in
            let kafka = try line.requiredKafka()
            let comparison = try comparison(line, kafka)
            var missing: String?
            if comparison.isReadable {
                let log = try kafka.openKafkaLog()
                defer { log.close() }
                missing = try MissingHistory(of: log, group: line[group]).sentence
            }
            if let missing { line.console.print(missing) }
            try tell(comparison, line, kafka, isWhole: missing == nil)
        })

    static let group = Option(
        "group", .text, default: EngineHost.group, placeholder: "NAME",
        help: "The consumer group of the engines, without the prefix.")

    private static let accept = Command(
        "accept", summary: "Accept that records are gone, so that the engines go by what is there.",
        discussion: """
            For records that were removed knowingly, by retention or by hand, or a topic that was \
            made anew. Until then no alert of the children concerned is withdrawn; from then on \
            alerts that no longer follow from the records are. The engines must be stopped. It is \
            kept with the group’s positions, which brokers forget when no engine has run for \
            offsets.retention.minutes (a week, unless set otherwise): then accept it again.
            """,
        options: KafkaOptions.all + [group],
        run: { line in
            let kafka = try line.requiredKafka()
            let log = try kafka.openKafkaLog()
            defer { log.close() }
            let survey = try log.survey(of: Contract.records)
            let commitments = try log.commitments(of: line[group])
            let missing = MissingHistory(survey, rememberedBy: commitments)
            guard !missing.isEmpty else {
                return line.console.print("No records are missing: there is nothing to accept.")
            }
            try log.commit(missing.acceptance(survey, after: commitments), for: line[group])
            for (partition, gone) in missing.offsets.sorted(by: { $0.key < $1.key }) {
                let count = gone.reduce(0) { $0 + $1.count }
                line.console.print(
                    "\(kafka.prefix)\(partition.topic)/\(partition.number): \(count) offsets are "
                        + "accepted as gone; its history begins at "
                        + "\(survey[partition]?.accepted.lowerBound ?? 0).")
            }
        })

    private static let apply = Command(
        "apply", summary: "Create the topics that are missing.",
        discussion: """
            A topic that is there is never altered and none is ever deleted: what differs is named \
            as check names it, with the command that would mend it.
            """,
        options: KafkaOptions.all + [replication],
        run: { line in
            let kafka = try line.requiredKafka()
            let after = try comparison(line, kafka)
                .createMissing(on: line.topicAdministration(kafka)) {
                    line.console.print(
                        "\($0.name) created: \($0.partitions) partitions, kept by "
                            + "\($0.replicationFactor) brokers.")
                }
            try tell(after, line, kafka)
        })

    private static func comparison(
        _ line: Invocation, _ kafka: KafkaPlace
    ) throws -> TopicComparison {
        try TopicComparison(
            of: TopicDeclaration.all(), with: line.topicAdministration(kafka),
            prefix: kafka.prefix, replication: line[replication])
    }

    private static func tell(
        _ comparison: TopicComparison, _ line: Invocation, _ kafka: KafkaPlace,
        isWhole: Bool = true
    ) throws {
        for difference in comparison.differences {
            line.console.print("\(difference)\n  \(difference.remedy(bootstrap: kafka.brokers))")
        }
        guard comparison.differences.isEmpty else {
            throw Failure(
                "\(comparison.differences.count) differences from what is declared, named above.")
        }
        guard isWhole else {
            throw Failure("The topics are as declared, but records are missing, as named above.")
        }
        line.console.print("All \(comparison.wanted.count) topics are as declared.")
    }

    private static let principals = Option(
        repeated: "as", .rolePrincipal, placeholder: "ROLE=PRINCIPAL",
        help: "Who plays a role, as the brokers know them: system=system-mash.")
    private static let tool = Option(
        "command-config", Reading<String>.path, placeholder: "FILE",
        help: "The settings file of Kafka’s own tool, to stand in the commands.")

    private static let acls = Command(
        "acls", summary: "Print who may do what, as commands for Kafka’s kafka-acls.sh.",
        discussion: """
            Connects to nothing. With --prefix, topics, groups and the principals that --as does \
            not name all bear it. Brokers that do not map the names in certificates know a \
            principal as the whole of it: --as 'engine=CN=engine,O=Northmoor'.
            """,
        options: KafkaOptions.all + [principals, tool],
        run: { line in
            let list = try AccessList.declared()
            var commands = AccessCommands(of: list)
            commands.prefix = line[KafkaOptions.prefix]
            commands.settings = line[tool]
            if let brokers = line[KafkaOptions.brokers] { commands.bootstrap = brokers }
            for (role, principal) in line[principals].map({ ($0.role, $0.principal) }) {
                guard list[role: role] != nil else {
                    let roles = list.roles.map(\.role).joined(separator: ", ")
                    throw UsageError("there is no role “\(role)”. There are \(roles).")
                }
                commands.principals[role, default: []].append(principal)
            }
            commands.lines.forEach(line.console.print)
        })
}

/// Who plays a role.
struct RolePrincipal: Sendable {
    let role: String
    let principal: String
}

extension Reading<RolePrincipal> {
    static var rolePrincipal: Reading {
        Reading("a role and who plays it", example: "system=system-mash") { text in
            let parts = text.split(
                separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard parts.count == 2, !parts[0].isEmpty, !parts[1].isEmpty else { return nil }
            return RolePrincipal(role: String(parts[0]), principal: String(parts[1]))
        }
    }
}

extension Invocation {
    /// What the line says about Kafka, which it must.
    fileprivate func requiredKafka() throws -> KafkaPlace {
        guard let kafka = try kafka() else {
            throw UsageError("--kafka is missing: say which cluster, as HOST:PORT.")
        }
        return kafka
    }
}
