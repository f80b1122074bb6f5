/// What a handler answers.
public struct Response: Sendable {
    /// The bytes after the head.
    public enum Body: Sendable {
        case bytes([UInt8])
        /// Open until someone ends it.
        case stream(ResponseStream)
    }

    public var status: Status
    public var headers: Headers
    public var body: Body
    /// False where it holds a secret beside what its reader chose: it is then sent as it is.
    public var isCompressible = true
    /// What went wrong, where the body says so as JSON: for whoever says it in another way.
    public var problem: Problem?

    public init(_ status: Status = .ok, headers: Headers = [:], body: [UInt8] = []) {
        self.status = status
        self.headers = headers
        self.body = .bytes(body)
    }

    /// A body of this media type, with its character set where it is text: `text/html; charset=utf-8`.
    public init(_ status: Status = .ok, type: String, _ body: [UInt8]) {
        self.init(status, headers: ["Content-Type": type], body: body)
    }

    public static func html(_ page: [UInt8], status: Status = .ok) -> Response {
        Response(status, type: "text/html; charset=utf-8", page)
    }

    public static func text(_ text: String, status: Status = .ok) -> Response {
        Response(status, type: "text/plain; charset=utf-8", Array(text.utf8))
    }

    public static func json(
        _ json: some Sequence<UInt8>, status: Status = .ok
    ) -> Response {
        Response(status, type: "application/json", Array(json))
    }

    public static func problem(_ problem: Problem) -> Response { problem.response }

    /// Sends the browser on with a GET, as after a form (RFC 9110, section 15.4.4).
    public static func seeOther(_ location: String) -> Response {
        Response(.seeOther, headers: ["Location": location])
    }

    /// Server-sent events, which no cache may keep and no proxy should hold back.
    public static func events(_ stream: ResponseStream) -> Response {
        .stream(
            stream, type: "text/event-stream; charset=utf-8",
            headers: ["Cache-Control": "no-store", "X-Accel-Buffering": "no"])
    }

    /// A body that is sent as it comes, in chunks.
    public static func stream(
        _ stream: ResponseStream, type: String, headers: Headers = [:]
    ) -> Response {
        var response = Response(headers: headers)
        response.headers["Content-Type"] = type
        response.body = .stream(stream)
        return response
    }

    /// The bytes of a body that is not a stream; of a stream, none.
    public var bytes: [UInt8] {
        if case .bytes(let bytes) = body { bytes } else { [] }
    }
}
