/// The head of a request, read as RFC 9112 has it and no wider: what two programs could read in two
/// ways is refused.
struct RequestHead {
    let method: Method
    /// A path with or without a query.
    let target: String
    /// HTTP/1.0 says no more about it than that.
    let isOld: Bool
    let headers: Headers
    let body: BodyLength
    let host: Authority?
    /// Whether the connection stays for another request.
    let keepsConnection: Bool
    let expectsContinue: Bool

    /// - Parameters:
    ///   - bytes: the head with its empty line, as `HeadScanner` found it.
    ///   - fieldsAtMost: how many header fields it may have.
    init(
        _ bytes: UnsafeBufferPointer<UInt8>, fieldsAtMost: Int = .max
    ) throws(HeadFault) {
        var lines = HeadLines(bytes)
        let line = try RequestLine(lines.next() ?? bytes[0..<0])
        var headers = Headers()
        while let next = lines.next(), !next.isEmpty {
            let (name, value) = try FieldLine.read(next)
            headers.add(name, value)
            guard headers.fields.count <= fieldsAtMost else {
                throw HeadFault(
                    "has more than \(fieldsAtMost) header fields", status: .headerFieldsTooLarge)
            }
        }
        try FieldLine.requireSingle(headers)
        method = line.method
        target = line.target
        isOld = line.isOld
        body = try BodyLength(headers, isOld: line.isOld)
        host = try RequestHead.host(headers, isOld: line.isOld)
        let wishes = headers.values(of: "Connection").flatMap { $0.split(separator: ",") }
            .map { wish in String(wish.filter { $0 != " " && $0 != "\t" }) }
        keepsConnection =
            line.isOld
            ? wishes.contains { Headers.isSame($0, "keep-alive") }
            : !wishes.contains { Headers.isSame($0, "close") }
        if let expectation = headers["Expect"] {
            guard Headers.isSame(expectation, "100-continue") else {
                throw HeadFault(
                    "expects what this server does not know", status: .expectationFailed)
            }
            expectsContinue = !line.isOld && body != .none
        } else {
            expectsContinue = false
        }
        self.headers = headers
    }

    private static func host(
        _ headers: Headers, isOld: Bool
    ) throws(HeadFault) -> Authority? {
        guard let text = headers["Host"] else {
            guard isOld else { throw HeadFault("has no Host field") }
            return nil
        }
        guard let host = Authority(text) else {
            throw HeadFault("has a Host field that names no host")
        }
        return host
    }
}

/// The lines of a head, without their ends.
private struct HeadLines {
    private let bytes: UnsafeBufferPointer<UInt8>
    private var index = 0

    init(_ bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

    mutating func next() -> Slice<UnsafeBufferPointer<UInt8>>? {
        guard index < bytes.count else { return nil }
        var end = index
        while end < bytes.count, bytes[end] != 0x0D { end += 1 }
        defer { index = end + 2 }
        return bytes[index..<end]
    }
}
