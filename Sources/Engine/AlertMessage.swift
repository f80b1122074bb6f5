public import Casework
import Contract
public import EventLog
import Events

/// An alert's revision as it travels: the child is the key, the alert the value, and the envelope
/// of a CloudEvent in the headers (binary mode).
public enum AlertMessage {
    /// The message that publishes a revision.
    ///
    /// - Parameter partition: where the child's records stand; nil for where its key belongs, which
    ///   is the same unless whoever published them goes by another hash of the key than we do.
    public static func message(_ alert: Alert, partition: Int? = nil) -> Message {
        Message(
            to: Contract.alerts, key: Array(alert.childID.text.utf8),
            value: AlertEncoder.encode(alert),
            headers: [
                Header("ce_specversion", "1.0"),
                Header("ce_type", "alert.\(alert.status.rawValue)"),
                Header("ce_source", "second-look"),
                Header("ce_id", "\(alert.id).\(alert.revision)"),
                Header("content-type", "application/json"),
            ], partition: partition)
    }

    /// The same, with who writes it.
    public static func message(_ alert: Alert, partition: Int?, by writer: AlertWriter) -> Message {
        var message = message(alert, partition: partition)
        message.headers.append(Header(AlertWriter.header, writer.description))
        return message
    }
}
