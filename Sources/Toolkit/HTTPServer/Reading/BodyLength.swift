/// Where a request's body ends. Two opinions on that are how one request is smuggled inside another
/// (RFC 9112, section 6).
enum BodyLength: Hashable {
    case none
    case bytes(Int)
    case chunked

    init(_ headers: Headers, isOld: Bool) throws(HeadFault) {
        let length = headers["Content-Length"]
        guard let coding = headers["Transfer-Encoding"] else {
            guard let length else {
                self = .none
                return
            }
            // 18 digits fit into an Int; signs, blanks, lists and other bases are no length.
            guard (1...18).contains(length.utf8.count),
                length.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let bytes = Int(length)
            else { throw HeadFault("has a Content-Length that is no number of bytes") }
            self = bytes == 0 ? .none : .bytes(bytes)
            return
        }
        guard length == nil else {
            throw HeadFault("has both a Content-Length and a Transfer-Encoding")
        }
        guard !isOld, Headers.isSame(coding, "chunked") else {
            throw HeadFault("has a Transfer-Encoding other than chunked")
        }
        self = .chunked
    }
}
