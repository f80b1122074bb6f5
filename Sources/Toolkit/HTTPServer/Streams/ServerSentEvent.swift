/// One message to a browser's `EventSource` (WHATWG HTML, "Server-sent events").
public struct ServerSentEvent: Hashable, Sendable {
    /// What the browser sends back as `Last-Event-ID` when it comes again.
    public var id: String?
    /// The name that the page listens for; "message" where there is none.
    public var event: String?
    /// One line or several.
    public var data: String
    /// How long the browser waits before it comes again, sent in whole milliseconds.
    public var retry: Duration?

    public init(
        id: String? = nil, event: String? = nil, data: String, retry: Duration? = nil
    ) {
        self.id = id
        self.event = event
        self.data = data
        self.retry = retry
    }

    /// The event as it goes over the line, the blank line behind it included.
    ///
    /// Line ends and zero bytes cannot stand in an id or a name; they become spaces.
    public var bytes: [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(data.utf8.count + 64)
        if let id { ServerSentEvent.field("id", ServerSentEvent.line(id), to: &bytes) }
        if let event { ServerSentEvent.field("event", ServerSentEvent.line(event), to: &bytes) }
        if let retry {
            let milliseconds = max(0, Int(retry / .milliseconds(1)))
            ServerSentEvent.field("retry", String(milliseconds).utf8, to: &bytes)
        }
        ServerSentEvent.eachLine(of: data) { ServerSentEvent.field("data", $0, to: &bytes) }
        bytes.append(UInt8(ascii: "\n"))
        return bytes
    }

    /// An event, named so that a page's script hears it too and knows by its absence that the line
    /// is dead.
    public static let heartbeat: [UInt8] = ServerSentEvent(event: "alive", data: "{}").bytes

    private static func field(
        _ name: StaticString, _ value: some Sequence<UInt8>, to bytes: inout [UInt8]
    ) {
        name.withUTF8Buffer { bytes.append(contentsOf: $0) }
        bytes.append(contentsOf: ": ".utf8)
        bytes.append(contentsOf: value)
        bytes.append(UInt8(ascii: "\n"))
    }

    private static func line(_ text: String) -> [UInt8] {
        text.utf8.map { $0 == 0x0A || $0 == 0x0D || $0 == 0 ? 0x20 : $0 }
    }

    /// A line ends with a line feed, a carriage return, or both.
    private static func eachLine(of text: String, _ body: (Substring.UTF8View) -> Void) {
        let bytes = text.utf8
        var start = bytes.startIndex
        var index = start
        while index < bytes.endIndex {
            let byte = bytes[index]
            let next = bytes.index(after: index)
            if byte == 0x0A || byte == 0x0D {
                body(Substring(text[start..<index]).utf8)
                start = next
                if byte == 0x0D, next < bytes.endIndex, bytes[next] == 0x0A {
                    start = bytes.index(after: next)
                }
                index = start
            } else {
                index = next
            }
        }
        body(Substring(text[start...]).utf8)
    }
}
