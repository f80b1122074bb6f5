/// One header field of a request.
enum FieldLine {
    /// The name and the value of a line, blanks around the value left out (RFC 9112, section 5).
    static func read(
        _ line: Slice<UnsafeBufferPointer<UInt8>>
    ) throws(HeadFault) -> (name: String, value: String) {
        guard let first = line.first, first != 0x20, first != 0x09 else {
            throw HeadFault("has a header field that goes on in another line")
        }
        guard let colon = line.firstIndex(of: UInt8(ascii: ":")) else {
            throw HeadFault("has a line in its head without a colon")
        }
        let name = line[..<colon]
        guard !name.isEmpty, name.allSatisfy(Headers.isToken) else {
            throw HeadFault(
                "has a header field whose name is no word, or has a blank before its colon")
        }
        var value = line[(colon + 1)...]
        while let byte = value.first, byte == 0x20 || byte == 0x09 { value.removeFirst() }
        while let byte = value.last, byte == 0x20 || byte == 0x09 { value.removeLast() }
        guard let text = String(validating: value, as: UTF8.self) else {
            throw HeadFault("has a header field that is not UTF-8")
        }
        return (String(decoding: name, as: UTF8.self), text)
    }

    /// Fields that mean one thing: two of them mean two, and nobody knows which holds.
    private static let single: Set<String> = [
        "authorization", "content-encoding", "content-length", "content-location",
        "content-range", "content-type", "date", "expect", "from", "host", "if-modified-since",
        "if-range", "if-unmodified-since", "last-event-id", "max-forwards", "origin",
        "proxy-authorization", "range", "referer", "sec-fetch-dest", "sec-fetch-mode",
        "sec-fetch-site", "sec-fetch-user", "transfer-encoding", "user-agent",
        "webhook-request-origin",
    ]

    static func requireSingle(_ headers: Headers) throws(HeadFault) {
        var seen: Set<String> = []
        for field in headers.fields {
            let name = field.name.lowercased()
            guard single.contains(name) else { continue }
            guard seen.insert(name).inserted else {
                // The list's own spelling: what was sent is not repeated.
                throw HeadFault("has the header field \(name) twice")
            }
        }
    }
}
