/// A response as it goes over the line, but for what depends on the connection.
struct Answer: Sendable {
    let status: Int
    /// The status line and the fields, each with its line end.
    let head: [UInt8]
    let body: [UInt8]
    let stream: ResponseStream?

    /// - Parameter isHead: whether the head alone was asked for.
    init(_ response: Response, isHead: Bool = false, isSecure: Bool = false) {
        status = response.status.rawValue
        var head: [UInt8] = []
        head.reserveCapacity(512)
        head += "HTTP/1.1 \(status) \(Answer.reason(status))\r\n".utf8
        for field in response.headers.fields where !Answer.isOurs(field.name) {
            head += field.name.utf8
            head += ": ".utf8
            head += field.value.utf8
            head += "\r\n".utf8
        }
        if isSecure { head += "Strict-Transport-Security: max-age=31536000\r\n".utf8 }
        switch response.body {
        case .bytes(let bytes):
            let hasNone = status == 204 || status == 304 || status < 200
            if !hasNone { head += "Content-Length: \(bytes.count)\r\n".utf8 }
            body = isHead || hasNone ? [] : bytes
            stream = nil
        case .stream(let open):
            body = []
            stream = open
        }
        self.head = head
    }

    /// What the server itself says about the length and the connection.
    private static func isOurs(_ name: String) -> Bool {
        ["Content-Length", "Transfer-Encoding", "Connection", "Date"].contains {
            Headers.isSame(name, $0)
        }
    }

    /// The reason phrase, which nobody reads but people.
    private static func reason(_ status: Int) -> String {
        switch status {
        case 200: "OK"
        case 201: "Created"
        case 202: "Accepted"
        case 204: "No Content"
        case 303: "See Other"
        case 304: "Not Modified"
        default: Status(rawValue: status).phrase
        }
    }
}
