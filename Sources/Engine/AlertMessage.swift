public import Casework
import Contract
public import EventLog
import Events

/// An alert's revision as it travels: the child is the key, the alert the value, and the envelope
/// of a CloudEvent in the headers (binary mode).
public enum AlertMessage {
    /// The message that publishes a revision.
    public static func message(_ alert: Alert) -> Message {
        Message(
            to: Contract.alerts, key: Array(alert.childID.text.utf8),
            value: AlertEncoder.encode(alert),
            headers: [
                Header("ce_specversion", "1.0"),
                Header("ce_type", "alert.\(alert.status.rawValue)"),
                Header("ce_source", "second-look"),
                Header("ce_id", "\(alert.id).\(alert.revision)"),
                Header("content-type", "application/json"),
            ])
    }

    /// The same, with who writes it.
    public static func message(_ alert: Alert, by writer: AlertWriter) -> Message {
        var message = message(alert)
        message.headers.append(Header(AlertWriter.header, writer.description))
        return message
    }
}
