internal import Casework
public import Reviews

/// Writes reviews as the `reviews` topic has them: one object, its fields in a fixed order.
/// `ReviewDecoder` reads them back as they were.
public enum ReviewEncoder {
    /// What a review says was done, as its field `type` has it: `review.taken`.
    public static func type(of review: Review) -> String { ReviewType(of: review.act).rawValue }

    /// The JSON of a review.
    public static func encode(_ review: Review) -> [UInt8] {
        var json = JSONWriter(capacity: 1_024)
        json.member(#"{"type":"#, type(of: review))
        json.member(#","reviewId":"#, review.reviewID)
        json.member(#","childId":"#, review.childID.text)
        json.literal(#","children":"#)
        json.strings(review.children.lazy.map(\.text))
        json.member(#","after":"#, review.after)
        json.literal(#","at":"#)
        json.moment(review.at)
        json.member(#","by":{"tenant":"#, review.by.tenant)
        json.member(#","object":"#, review.by.object)
        json.member(#","name":"#, review.by.name)
        json.member(#","role":"#, review.by.role.rawValue)
        json.literal(#"},"alerts":["#)
        for (number, alert) in review.alerts.enumerated() {
            if number > 0 { json.literal(",") }
            json.member(#"{"alertId":"#, alert.id)
            json.literal(#","revision":"#)
            json.integer(alert.revision)
            json.literal("}")
        }
        json.literal("]")
        write(review.act, to: &json)
        json.literal("}")
        return json.bytes
    }

    private static func write(_ act: Review.Act, to json: inout JSONWriter) {
        switch act {
        case .taken(let until):
            json.literal(#","until":"#)
            json.moment(until)
        case .released: break
        case .snoozed(let until, let reason, let seen):
            json.literal(#","until":"#)
            json.moment(until)
            json.member(#","reason":"#, reason)
            write(seen, to: &json)
        case .viewed(let decision):
            json.member(#","decision":"#, decision.rawValue)
        case .decided(let judgement):
            json.member(#","decision":"#, judgement.decision.rawValue)
            json.member(#","reason":"#, judgement.reason)
            write(judgement.seen, to: &json)
            writeBasis(of: judgement, to: &json)
        }
    }

    private static func write(_ seen: Evidence, to json: inout JSONWriter) {
        json.literal(#","seen":"#)
        json.strings(seen.marks.sorted().lazy.map(EvidenceMark.text))
    }

    private static func writeBasis(of judgement: Judgement, to json: inout JSONWriter) {
        json.literal(#","basis":{"score":"#)
        json.integer(judgement.score)
        json.literal(#","scoreWasShown":"#)
        json.boolean(judgement.scoreWasShown)
        if let view = judgement.firstView {
            json.member(#","firstView":{"decision":"#, view.decision.rawValue)
            json.literal(#","at":"#)
            json.moment(view.at)
            json.literal("}")
        }
        json.member(#","policy":"#, judgement.policy)
        json.literal(#","openedAt":"#)
        json.moment(judgement.openedAt)
        json.member(#","replaces":"#, judgement.replaces)
        json.literal("}")
    }
}

/// A hash of `Evidence` in sixteen hexadecimal digits.
enum EvidenceMark {
    static func text(_ mark: UInt64) -> String {
        let digits = String(mark, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }

    /// Reads what `text` wrote; nil for anything else.
    static func mark(_ text: UnsafeBufferPointer<UInt8>) -> UInt64? {
        guard text.count == 16 else { return nil }
        var mark: UInt64 = 0
        for byte in text {
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"):
                mark = mark << 4 | UInt64(byte - UInt8(ascii: "0"))
            case UInt8(ascii: "a")...UInt8(ascii: "f"):
                mark = mark << 4 | UInt64(byte - UInt8(ascii: "a") + 10)
            default: return nil
            }
        }
        return mark
    }
}
