import EventLog
import Foundation
import Quarantine

/// A record in quarantine as `list` tells it: without its key and its bytes, which may say who a
/// child is.
struct QuarantineRow: Encodable {
    let place: String
    let origin: String
    let topic: String?
    let partition: Int?
    let offset: Int64?
    let status: String
    let reason: String
    let field: String
    let attempts: Int
    let firstFailedAt: String
    let replayOf: String?
    let size: Int
    let decision: Decision?

    struct Decision: Encodable {
        let reason: String
        let by: String
        let at: String
    }

    init(_ record: QuarantinedRecord) {
        place = record.place.description
        origin = record.originText
        topic = record.origin?.partition.topic
        partition = record.origin?.partition.number
        offset = record.origin?.offset
        status = record.decision?.kind.rawValue ?? "waiting"
        reason = record.reason
        field = record.field
        attempts = record.attempts
        firstFailedAt = record.firstFailedAt
        replayOf = record.replayOf?.description
        size = record.size
        decision = record.decision.map {
            Decision(reason: $0.reason, by: $0.by, at: $0.at)
        }
    }

    /// The cells of its line in the table.
    var cells: [String] {
        let what = decision.map { "\(status): \($0.reason) (\($0.by), \($0.at.prefix(10)))" }
        return [
            place, origin, status, "\(attempts)", String(firstFailedAt.prefix(16)),
            what ?? reason,
        ]
    }
}

/// A record in quarantine, with everything that it came with.
struct QuarantineWhole: Encodable {
    let record: QuarantineRow
    let key: Bytes?
    let value: Bytes?
    let headers: [Pair]

    struct Pair: Encodable {
        let name: String
        let value: Bytes
    }

    /// Text where the bytes are text, and Base64 where they are not.
    struct Bytes: Encodable {
        let text: String?
        let base64: String?

        init(_ bytes: [UInt8]) {
            text = String(validating: bytes, as: UTF8.self)
            base64 = text == nil ? Data(bytes).base64EncodedString() : nil
        }
    }

    /// - Parameter bytes: what stands at its place.
    init(_ record: QuarantinedRecord, _ bytes: Record) {
        self.record = QuarantineRow(record)
        key = bytes.key.map(Bytes.init)
        value = bytes.value.map(Bytes.init)
        headers = bytes.headersBeforeQuarantine.map {
            Pair(name: $0.name, value: Bytes($0.value))
        }
    }
}
