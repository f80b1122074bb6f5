import CZlib

/// Answers as gzip (RFC 1952) for whoever takes it.
///
/// Left as they are: streams, small answers, what is no text, and what says so itself. Whatever
/// holds a secret beside something that its reader chose must say so (BREACH).
enum Compression {
    /// Below this many bytes, little is won.
    private static let smallest = 1_400
    private static let level: Int32 = 5
    fileprivate static let mark = "-gzip\""

    static func compressed(_ response: Response, for request: Request) -> Response {
        guard case .bytes(let bytes) = response.body, response.isCompressible,
            response.headers["Content-Encoding"] == nil
        else { return response }
        let isNotModified = response.status == .notModified
        guard isNotModified || (response.status != .noContent && isText(response)),
            isNotModified || bytes.count >= smallest
        else { return response }
        var response = response
        response.headers.add("Vary", "Accept-Encoding")
        guard takesGzip(request.headers) else { return response }
        if isNotModified {
            // Whoever holds the compressed answer is told that it is that one which still holds.
            if request.holdsPacked { mark(&response) }
            return response
        }
        guard let packed = pack(bytes) else { return response }
        response.body = .bytes(packed)
        response.headers["Content-Encoding"] = "gzip"
        mark(&response)
        return response
    }

    /// The same bytes differently packed are another representation, with a tag of its own.
    private static func mark(_ response: inout Response) {
        guard let tag = response.headers["ETag"], tag.hasSuffix("\"") else { return }
        response.headers["ETag"] = tag.dropLast() + mark
    }

    private static func isText(_ response: Response) -> Bool {
        let type = response.headers["Content-Type"]?.prefix { $0 != ";" }.lowercased() ?? ""
        return type.hasPrefix("text/") && type != "text/event-stream"
            || type.hasSuffix("json") || type.hasSuffix("xml")
            || type.hasSuffix("/javascript")
    }

    /// RFC 9110, section 12.5.3: the longest-named wish holds, and a weight of nothing forbids.
    static func takesGzip(_ headers: Headers) -> Bool {
        var any: Bool?
        for item in headers.values(of: "Accept-Encoding").flatMap({ $0.split(separator: ",") }) {
            let parts = item.split(separator: ";").map { $0.filter { $0 != " " && $0 != "\t" } }
            guard let name = parts.first?.lowercased() else { continue }
            let weight =
                parts.dropFirst().first { $0.lowercased().hasPrefix("q=") }
                .map { Double($0.dropFirst(2)) ?? 0 } ?? 1
            if name == "gzip" || name == "x-gzip" { return weight > 0 }
            if name == "*" { any = weight > 0 }
        }
        return any ?? false
    }

    static func pack(_ bytes: [UInt8]) -> [UInt8]? {
        var stream = z_stream()
        guard gzip_begin(&stream, level) == Z_OK else { return nil }
        defer { deflateEnd(&stream) }
        let room = Int(deflateBound(&stream, UInt(bytes.count)))
        var source = bytes
        let isWhole = { (packed: UnsafeMutableBufferPointer<UInt8>) -> Int? in
            source.withUnsafeMutableBufferPointer { source in
                stream.next_in = source.baseAddress
                stream.avail_in = UInt32(source.count)
                stream.next_out = packed.baseAddress
                stream.avail_out = UInt32(packed.count)
                return deflate(&stream, Z_FINISH) == Z_STREAM_END ? Int(stream.total_out) : nil
            }
        }
        var didPack = true
        let packed = [UInt8](unsafeUninitializedCapacity: room) { target, count in
            let size = isWhole(UnsafeMutableBufferPointer(rebasing: target[..<room]))
            (count, didPack) = (size ?? 0, size != nil)
        }
        return didPack ? packed : nil
    }
}

extension Request {
    /// Gives tags of compressed answers the names that handlers know, and remembers that they were.
    mutating func forgetPacking() {
        for name in ["If-None-Match", "If-Match"] {
            let tags = headers.values(of: name).joined(separator: ", ")
            guard tags.contains(Compression.mark) else { continue }
            headers[name] = tags.split(
                separator: Compression.mark, omittingEmptySubsequences: false
            ).joined(separator: "\"")
            holdsPacked = true
        }
    }
}
