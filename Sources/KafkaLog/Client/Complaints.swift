import CKafka
import EventLog
import Synchronization

/// What a client's connections complain about, kept so that a call that fails can say why.
final class Complaints: Sendable {
    let report: @Sendable (Int, String) -> Void
    private let bootstrap: String
    private let mechanism: String?
    private let last = Mutex<String?>(nil)
    private let refused = Mutex(false)

    init(_ settings: KafkaSettings) {
        report = settings.report
        bootstrap = settings.bootstrap
        mechanism = settings.properties["sasl.mechanism"] ?? settings.properties["sasl.mechanisms"]
    }

    func note(_ code: rd_kafka_resp_err_t, _ reason: String) {
        switch code {
        case RD_KAFKA_RESP_ERR__AUTHENTICATION, RD_KAFKA_RESP_ERR_SASL_AUTHENTICATION_FAILED:
            last.withLock { $0 = refusal }
            refused.withLock { $0 = true }
        case RD_KAFKA_RESP_ERR__SSL:
            last.withLock {
                $0 = """
                    The broker and this program do not agree on TLS (\(reason)). Check \
                    security.protocol and the certificates in --kafka-config.
                    """
            }
        case RD_KAFKA_RESP_ERR__RESOLVE:
            last.withLock {
                $0 = "A name in --kafka \(bootstrap) cannot be resolved. Check --kafka."
            }
        case RD_KAFKA_RESP_ERR__ALL_BROKERS_DOWN, RD_KAFKA_RESP_ERR__TRANSPORT:
            // Whatever was said before says more.
            last.withLock {
                $0 = $0 ?? "No broker answers at \(bootstrap). Start Kafka, or check --kafka."
            }
        default: break
        }
        report(4, "\(String(cString: rd_kafka_err2name(code))): \(reason)")
    }

    /// The latest reason why connections fail, with what to do about it.
    var latest: String? { last.withLock { $0 } }

    /// Whether a broker refused the login, which no further try will change.
    var isRefused: Bool { refused.withLock { $0 } }

    func forget() { last.withLock { $0 = nil } }

    /// librdkafka before 2.6.1 sends its SCRAM nonce twice, which Kafka 4 refuses as if the
    /// password were wrong (librdkafka's change log, 2.6.1).
    private var refusal: String {
        if let mechanism, mechanism.uppercased().hasPrefix("SCRAM"),
            rd_kafka_version() < 0x0206_01ff
        {
            return """
                The broker refused the login. SCRAM with Kafka 4 needs librdkafka 2.6.1 or newer, \
                and this is \(Client.version): use a client certificate, or PLAIN over TLS, or a \
                newer librdkafka.
                """
        }
        return """
            The broker refused the login. Check the user, the password or the certificate in \
            --kafka-config.
            """
    }
}
