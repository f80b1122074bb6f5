import Foundation

/// The brokers that tests may use, as the environment names them. Without them, what needs them is
/// reported as skipped.
enum Broker {
    private static let environment = ProcessInfo.processInfo.environment

    /// `KAFKA_BOOTSTRAP`: a cluster without logins, on which tests may make topics.
    static let bootstrap = environment["KAFKA_BOOTSTRAP"]
    static let missing = "KAFKA_BOOTSTRAP names no broker"
}
