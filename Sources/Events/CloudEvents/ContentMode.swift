/// How a message carries its event, or events.
///
/// Source: CNCF, CloudEvents 1.0.2, HTTP and Kafka protocol bindings, section 3 of each: the content
/// type decides. A message without attributes beside it that says JSON, or says nothing, is read as
/// the event that its body is.
public enum ContentMode: Hashable, Sendable {
    /// The body is the event; attributes beside it repeat what it says, and are passed over.
    case structured
    /// The body is a JSON array of events.
    case batch
    /// The body is the event's `data`, and its attributes stand beside it.
    case binary
    /// It is no event that could be read.
    case unknown

    /// The media types that are read.
    public static let mediaTypes = [event, eventBatch, "application/json"]
    /// What an error names where the content type is what is wrong.
    public static let field = "content-type"
    private static let event = "application/cloudevents+json"
    private static let eventBatch = "application/cloudevents-batch+json"

    /// - Parameters:
    ///   - contentType: as the message states it; nil where it states none.
    ///   - hasAttributes: whether attributes stand beside the body.
    /// - Throws: what the content type says and is not read: another event format, another charset.
    public init(contentType: String?, hasAttributes: Bool) throws(InvalidEvent) {
        guard let contentType else {
            self = hasAttributes ? .binary : .unknown
            return
        }
        // What nearly all say, without taking it to pieces.
        if contentType == Self.event {
            self = .structured
            return
        }
        guard let type = ContentType(contentType) else {
            throw InvalidEvent(
                field: Self.field, problem: "is not a media type",
                remedy: "write application/cloudevents+json")
        }
        switch type.name {
        case Self.event: self = .structured
        case Self.eventBatch: self = .batch
        case let name where name.hasPrefix("application/cloudevents"):
            throw InvalidEvent(
                field: Self.field, problem: "names an event format that is not read",
                remedy: "send JSON, as application/cloudevents+json")
        default: self = hasAttributes ? .binary : type.isJSON ? .structured : .unknown
        }
        guard type.isUTF8 || self == .unknown else {
            throw InvalidEvent(
                field: Self.field, problem: "states a charset other than UTF-8",
                remedy: "encode the message as UTF-8, and leave charset out")
        }
    }
}
