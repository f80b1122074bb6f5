import CommandLineTool

/// Where a log on Kafka is: the same options for every command that reads or writes one.
enum KafkaOptions {
    static let brokers = Option(
        "kafka", .brokers, placeholder: "HOST:PORT[,…]",
        help: "The log is on Kafka, at these brokers, and not in the data directory.")
    static let settings = Option(
        "kafka-config", Reading<String>.path, placeholder: "FILE",
        help:
            "Settings of librdkafka for it, one name=value a line: security.protocol, "
            + "ssl.ca.location, sasl.username and the like.")
    static let prefix = Option(
        "prefix", .topicPrefix, default: "", placeholder: "PREFIX",
        help: "Stands before the name of every topic and group, such as northmoor., where councils "
            + "share one cluster.")

    static let all: [any OptionDeclaration] = [brokers, settings, prefix]
}

/// What the line says about Kafka.
struct KafkaPlace: Hashable, Sendable {
    /// `HOST:PORT`, several with commas.
    var brokers: String
    /// The file of librdkafka's settings.
    var file: String?
    /// Before every topic's name.
    var prefix: String
    /// Keeps an engine's partitions for it over a restart.
    var instance: String?
}

extension Invocation {
    /// What the line says about Kafka; nil where the log is in a data directory.
    ///
    /// - Throws: `UsageError`, where settings have no brokers that they are for.
    func kafka() throws -> KafkaPlace? {
        guard let brokers = self[KafkaOptions.brokers] else {
            if isGiven(KafkaOptions.settings) || isGiven(KafkaOptions.prefix) {
                throw UsageError("--kafka-config and --prefix go with --kafka HOST:PORT. Add it.")
            }
            return nil
        }
        return KafkaPlace(
            brokers: brokers, file: self[KafkaOptions.settings],
            prefix: self[KafkaOptions.prefix])
    }
}

extension Reading<String> {
    /// `HOST:PORT`, several with commas.
    static var brokers: Reading {
        Reading("brokers, as HOST:PORT, several with commas", example: "localhost:9092") { text in
            let brokers = text.split(separator: ",", omittingEmptySubsequences: false)
            return brokers.allSatisfy(isBroker) ? text : nil
        }
    }

    private static func isBroker(_ text: Substring) -> Bool {
        guard let colon = text.lastIndex(of: ":"), colon > text.startIndex,
            let port = UInt16(text[text.index(after: colon)...])
        else { return false }
        return port > 0 && !text.contains { $0.isWhitespace || $0 == "/" }
    }

    /// Letters, digits, dots and hyphens, at most 100, which leaves room for the name itself.
    static var topicPrefix: Reading {
        Reading("letters, digits, dots and hyphens", example: "northmoor.") { text in
            let isPlain = text.allSatisfy {
                $0.isASCII && ($0.isLetter || $0.isNumber || ".-".contains($0))
            }
            return isPlain && !text.isEmpty && text.count <= 100 ? text : nil
        }
    }
}
