import CMicrohttpd

/// Turns a response into libmicrohttpd's own.
enum Answer {
    /// Nil where the library has no memory for it. The caller destroys what it gets.
    static func make(_ response: Response) -> OpaquePointer? {
        let answer =
            switch response.body {
            case .bytes(let bytes): make(bytes)
            case .stream(let stream): make(stream)
            }
        guard let answer else { return nil }
        for field in response.headers.fields where !isOurs(field.name) {
            _ = MHD_add_response_header(answer, field.name, field.value)
        }
        return answer
    }

    /// What the library itself says about the length and the connection.
    private static func isOurs(_ name: String) -> Bool {
        Headers.isSame(name, "Content-Length") || Headers.isSame(name, "Transfer-Encoding")
            || Headers.isSame(name, "Connection")
    }

    private static func make(_ bytes: [UInt8]) -> OpaquePointer? {
        bytes.withUnsafeBytes { buffer in
            // Copied by the library at once, so that it never writes through this pointer.
            MHD_create_response_from_buffer(
                buffer.count, UnsafeMutableRawPointer(mutating: buffer.baseAddress),
                .RESPMEM_MUST_COPY)
        }
    }

    private static func make(_ stream: ResponseStream) -> OpaquePointer? {
        let held = Unmanaged.passRetained(stream)
        let answer = MHD_create_response_from_callback(
            microhttpd_unknown_size, 4_096,
            { held, _, target, count in
                let stream = Unmanaged<ResponseStream>.fromOpaque(held!).takeUnretainedValue()
                switch stream.read(into: .init(start: target, count: count)) {
                case .bytes(let count): return count
                case .later: return 0
                case .end: return microhttpd_end_of_stream
                }
            }, held.toOpaque(),
            { held in Unmanaged<ResponseStream>.fromOpaque(held!).release() })
        if answer == nil { held.release() }
        return answer
    }
}
