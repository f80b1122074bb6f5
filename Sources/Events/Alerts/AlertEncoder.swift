public import Casework

/// Writes alerts as the `alerts` topic has them: one flat object, its fields in a fixed order.
/// `AlertDecoder` reads them back as they were.
public enum AlertEncoder {
    /// The JSON of an alert.
    public static func encode(_ alert: Alert) -> [UInt8] {
        var json = JSONWriter(capacity: 768)
        json.literal(#"{"alertId":"#)
        json.string(alert.id)
        json.literal(#","revision":"#)
        json.integer(alert.revision)
        json.member(#","status":"#, alert.status.rawValue)
        json.member(#","rule":"#, alert.rule)
        json.member(#","severity":"#, alert.severity.rawValue)
        json.member(#","childId":"#, alert.childID.text)
        json.member(#","raisedAt":"#, alert.raisedAt)
        json.literal(#","dueAt":"#)
        json.moment(alert.dueAt)
        json.literal(#","score":"#)
        json.integer(alert.score)
        json.member(#","band":"#, alert.band)
        json.literal(#","reasons":"#)
        json.strings(alert.reasons)
        json.literal(#","evidence":"#)
        json.strings(alert.evidence.lazy.map(\.text))
        json.member(#","policy":"#, alert.policy)
        json.literal("}")
        return json.bytes
    }
}
