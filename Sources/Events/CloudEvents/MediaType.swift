/// The media types that events travel as. Case and parameters such as `charset` do not matter.
public enum MediaType: String, CaseIterable, Sendable {
    /// The bare `data`; the attributes travel beside it.
    case json = "application/json"
    /// One event.
    case cloudEvent = "application/cloudevents+json"
    /// A JSON array of events.
    case cloudEventBatch = "application/cloudevents-batch+json"

    /// The type that a Content-Type names, where it is one of these.
    public init?(_ contentType: String) {
        let name = contentType.prefix { $0 != ";" }
        let trimmed = name.drop { $0 == " " || $0 == "\t" }
            .prefix { $0 != " " && $0 != "\t" }
        self.init(rawValue: trimmed.lowercased())
    }
}
