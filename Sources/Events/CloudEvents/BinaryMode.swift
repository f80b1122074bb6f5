public import Casework

/// Reads events whose attributes travel beside the payload: as `ce-` headers over HTTP, as `ce_`
/// headers in Kafka. Belongs to one thread at a time.
///
/// Source: CNCF, CloudEvents 1.0.2, HTTP and Kafka protocol bindings, binary content mode.
public final class BinaryEventDecoder {
    private let parser = JSONParser(largest: EventDecoder.largestEvent, deepest: 64)
    private let decoder = EventDecoder()

    public init() {}

    /// The event, and the one message that says the same.
    ///
    /// - Parameters:
    ///   - data: the payload, JSON.
    ///   - contentType: what the payload says it is; nil for JSON.
    public func decode(
        _ attributes: HeaderAttributes, data: UnsafeRawBufferPointer, contentType: String?
    ) throws(InvalidEvent) -> (event: Event, bytes: [UInt8]) {
        try checkType(contentType)
        for name in Self.unsuitable(attributes.binding) where attributes.values[name] != nil {
            throw InvalidEvent(
                field: name, problem: "is not an attribute that a header may carry",
                remedy: "send data as the body and its type as Content-Type")
        }
        try checkPresence(attributes)
        try check(data)
        var json = JSONWriter(capacity: data.count + 256)
        json.literal("{")
        for (name, value) in attributes.values.sorted(by: { $0.key < $1.key }) {
            json.string(name)
            json.literal(":")
            json.string(value)
            json.literal(",")
        }
        json.literal(#""data":"#)
        json.verbatim(data)
        json.literal("}")
        return (try decoder.decode(json.bytes), json.bytes)
    }

    /// HTTP has the type of the data in Content-Type alone (3.1.1). Kafka's binding does not forbid it
    /// beside that header, and there are libraries that write both.
    private static func unsuitable(_ binding: HeaderAttributes.Binding) -> [String] {
        ["data", "data_base64"] + (binding == .http ? ["datacontenttype"] : [])
    }

    private func checkType(_ contentType: String?) throws(InvalidEvent) {
        guard let contentType else { return }
        guard let type = ContentType(contentType), type.isJSON, type.isUTF8 else {
            throw InvalidEvent(
                field: ContentMode.field, problem: "of the data is not JSON in UTF-8",
                remedy: "send the record as application/json")
        }
    }

    private func checkPresence(_ attributes: HeaderAttributes) throws(InvalidEvent) {
        for name in [Attribute.specversion, .id, .source, .type, .time].map(\.name)
        where attributes.values[name] == nil {
            throw InvalidEvent(
                field: name, problem: "is missing",
                remedy: "state it in the header \(attributes.binding.prefix)\(name)")
        }
    }

    /// Only a payload that is one JSON document by itself may be put into another: otherwise it
    /// could close the object early and add attributes of its own.
    private func check(_ data: UnsafeRawBufferPointer) throws(InvalidEvent) {
        do throws(JSONParser.Problem) {
            _ = try parser.parse(data)
        } catch {
            throw InvalidEvent(error).within("data")
        }
    }
}
