import CKafka
import EventLog
import Foundation
import Synchronization

/// A client of librdkafka, and what it complained about last.
///
/// `@unchecked Sendable`: librdkafka's handle may be used from any thread; what may not is held by
/// whoever owns the client.
final class Client: @unchecked Sendable {
    let handle: OpaquePointer
    let complaints: Complaints

    /// Makes a client; it connects in the background.
    ///
    /// - Parameter configure: sets callbacks; the object that they are given must outlive the client.
    init(
        _ settings: KafkaSettings, for purpose: Purpose,
        configure: (OpaquePointer) -> AnyObject? = { _ in nil }
    ) throws {
        let configuration = try settings.configuration(for: purpose)
        complaints = Complaints(settings)
        context = Context(complaints: complaints, other: configure(configuration))
        rd_kafka_conf_set_opaque(configuration, Unmanaged.passUnretained(context).toOpaque())
        rd_kafka_conf_set_error_cb(configuration, noteError)
        rd_kafka_conf_set_log_cb(configuration, passOnLogLine)
        var reason = [CChar](repeating: 0, count: 512)
        guard let handle = rd_kafka_new(purpose.type, configuration, &reason, reason.count) else {
            rd_kafka_conf_destroy(configuration)
            throw LogError.unavailable(
                """
                Kafka's client could not be made: \(text(reason)). Check --kafka and --kafka-config.
                """)
        }
        self.handle = handle
    }

    private let context: Context

    /// librdkafka may wait for ever for a client whose topic was deleted while it read there (2.0.2 to
    /// 2.3 at the least, confluentinc/librdkafka #4362 and #4674). Whoever lets go of a client must
    /// not wait with it: after some seconds the client is left behind.
    deinit {
        let (ending, done) = (Ending(handle: handle, context: context), DispatchSemaphore(value: 0))
        Thread.detachNewThread {
            rd_kafka_destroy(ending.handle)
            withExtendedLifetime(ending.context) { _ = done.signal() }
        }
        guard done.wait(timeout: .now() + Self.patience) == .timedOut else { return }
        complaints.report(4, "A client of Kafka's did not end in time and is left behind.")
    }

    private static let patience = DispatchTimeInterval.seconds(5)

    /// `@unchecked Sendable`: nobody else has the handle any more.
    private struct Ending: @unchecked Sendable {
        let handle: OpaquePointer
        let context: Context
    }

    /// The error after which librdkafka does nothing more for this client, and says so only once; nil
    /// while there was none.
    var fatalError: rd_kafka_resp_err_t? {
        let code = rd_kafka_fatal_error(handle, nil, 0)
        return code == RD_KAFKA_RESP_ERR_NO_ERROR ? nil : code
    }

    /// librdkafka's version, such as `2.0.2`: the library's that runs, not the header's.
    static var version: String { String(cString: rd_kafka_version_str()) }

    /// What every callback is given.
    final class Context {
        let complaints: Complaints
        let other: AnyObject?

        init(complaints: Complaints, other: AnyObject?) {
            self.complaints = complaints
            self.other = other
        }

        static func from(_ opaque: UnsafeMutableRawPointer?) -> Context? {
            opaque.map { Unmanaged<Context>.fromOpaque($0).takeUnretainedValue() }
        }
    }
}

/// Text that C wrote into a buffer.
func text(_ buffer: [CChar]) -> String {
    String(decoding: buffer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
}

// MARK: Callbacks, outside of any actor: librdkafka's threads call them

private func noteError(
    _ client: OpaquePointer?, _ code: Int32, _ reason: UnsafePointer<CChar>?,
    _ opaque: UnsafeMutableRawPointer?
) {
    guard let context = Client.Context.from(opaque), let reason else { return }
    context.complaints.note(rd_kafka_resp_err_t(code), String(cString: reason))
}

private func passOnLogLine(
    _ client: OpaquePointer?, _ level: Int32, _ facility: UnsafePointer<CChar>?,
    _ line: UnsafePointer<CChar>?
) {
    guard let client, let line,
        let context = Client.Context.from(rd_kafka_opaque(client))
    else { return }
    context.complaints.report(Int(level), String(cString: line))
}
