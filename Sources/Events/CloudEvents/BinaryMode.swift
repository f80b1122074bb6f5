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
    ///   - attributes: by their names without prefix, as `attributes(from:)` gives them.
    ///   - data: the payload, JSON.
    ///   - contentType: what the payload says it is; nil for JSON.
    public func decode(
        attributes: [String: String], data: UnsafeRawBufferPointer, contentType: String?
    ) throws(InvalidEvent) -> (event: Event, bytes: [UInt8]) {
        if let contentType, MediaType(contentType) != .json {
            throw InvalidEvent(
                field: "datacontenttype", problem: "is not JSON", remedy: "send application/json")
        }
        if attributes["data"] != nil || attributes["datacontenttype"] != nil {
            throw InvalidEvent(
                field: attributes["data"] != nil ? "data" : "datacontenttype",
                problem: "is not an attribute that a header may carry",
                remedy: "send data as the body and its type as Content-Type")
        }
        try check(data)
        var json = JSONWriter(capacity: data.count + 256)
        json.literal("{")
        for (name, value) in attributes.sorted(by: { $0.key < $1.key }) {
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

    /// Only a payload that is one JSON document by itself may be put into another: otherwise it
    /// could close the object early and add attributes of its own.
    private func check(_ data: UnsafeRawBufferPointer) throws(InvalidEvent) {
        do throws(JSONParser.Problem) {
            _ = try parser.parse(data)
        } catch {
            let inner = InvalidEvent(error)
            throw InvalidEvent(
                field: inner.field == InvalidEvent.whole ? "data" : "data.\(inner.field)",
                problem: inner.problem, remedy: inner.remedy)
        }
    }

    /// The attributes among headers: those named `ce-…` or `ce_…`, in whatever case, without the
    /// prefix. Over HTTP (`ce-`) their values are percent-encoded.
    public static func attributes(
        from headers: some Sequence<(name: String, value: String)>
    ) -> [String: String] {
        var attributes: [String: String] = [:]
        for (name, value) in headers {
            let lower = name.lowercased()
            if lower.hasPrefix("ce-") {
                attributes[String(lower.dropFirst(3))] = percentDecoded(value)
            } else if lower.hasPrefix("ce_") {
                attributes[String(lower.dropFirst(3))] = value
            }
        }
        return attributes
    }

    /// A `%` that no two hexadecimal digits follow stands for itself.
    private static func percentDecoded(_ text: String) -> String {
        guard text.utf8.contains(UInt8(ascii: "%")) else { return text }
        let bytes = Array(text.utf8)
        var decoded: [UInt8] = []
        var index = 0
        while index < bytes.count {
            if bytes[index] == UInt8(ascii: "%"), index + 2 < bytes.count,
                let value = hexadecimal(bytes[index + 1], bytes[index + 2])
            {
                decoded.append(value)
                index += 3
            } else {
                decoded.append(bytes[index])
                index += 1
            }
        }
        return String(decoding: decoded, as: UTF8.self)
    }

    private static func hexadecimal(_ high: UInt8, _ low: UInt8) -> UInt8? {
        guard let high = Character(Unicode.Scalar(high)).hexDigitValue,
            let low = Character(Unicode.Scalar(low)).hexDigitValue
        else { return nil }
        return UInt8(high * 16 + low)
    }
}
