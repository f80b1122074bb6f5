import CMicrohttpd
import Glibc
import Synchronization

/// What may come in: the head as soon as it is there, then the body while it grows.
extension Engine {
    /// The request without its body, or what to refuse it with.
    func receiveHead(
        _ connection: OpaquePointer, method: UnsafePointer<CChar>, of exchange: Exchange
    ) -> (request: Request, refusal: Problem?) {
        let headers = Engine.headers(of: connection)
        var request = Request(
            Method(rawValue: String(cString: method)), exchange.target, headers: headers)
        request.client = Engine.client(of: connection)
        return (request, refusal(of: request, headerBytes: microhttpd_header_size(connection)))
    }

    /// From its head on, a request is one that a stopping server waits for: its client may be half
    /// way through the body.
    func letIn(_ exchange: Exchange) {
        exchange.state.withLock { $0.isInFlight = true }
        gate.withLock { $0.inFlight += 1 }
    }

    private func refusal(of request: Request, headerBytes: Int) -> Problem? {
        let headers = request.headers
        if isDraining {
            return Problem(
                .serviceUnavailable, detail: "The server is stopping. Try again in a moment.",
                headers: ["Retry-After": "5"])
        }
        if headers.fields.count > configuration.headerCount {
            return Problem(
                .headerFieldsTooLarge,
                detail: "A request may have \(configuration.headerCount) header fields.")
        }
        if headerBytes > configuration.headerBytes {
            return Problem(
                .headerFieldsTooLarge,
                detail: "A request's head may have \(configuration.headerBytes) bytes.")
        }
        // Two opinions on where a request ends are how one request is smuggled inside another
        // (RFC 9112, section 6.1).
        let lengths = headers.values(of: "Content-Length")
        let codings = headers.values(of: "Transfer-Encoding")
        if lengths.count > 1 || codings.count > 1 || (!lengths.isEmpty && !codings.isEmpty) {
            return Problem(.badRequest, detail: "The request states its length more than once.")
        }
        if let coding = codings.first, coding.lowercased() != "chunked" {
            return Problem(.notImplemented, detail: "The only transfer coding here is chunked.")
        }
        if let length = lengths.first {
            guard let bytes = UInt64(length) else {
                return Problem(.badRequest, detail: "The Content-Length is not a number.")
            }
            if bytes > UInt64(configuration.bodyBytes) { return bodyTooLarge }
        }
        return nil
    }

    var bodyTooLarge: Problem {
        Problem(
            .contentTooLarge,
            detail: "A request's body may have \(configuration.bodyBytes) bytes. Send it in parts.")
    }

    /// Keeps a piece of the body. False where the connection should be closed at once.
    ///
    /// The library answers only between requests, so a chunked body that grew too large is thrown
    /// away while it comes, and refused at its end; at twice the limit patience ends.
    func receiveBody(_ piece: UnsafeRawBufferPointer, of exchange: Exchange) -> Bool {
        let limit = configuration.bodyBytes
        return exchange.state.withLock { state in
            state.received += piece.count
            if state.received <= limit {
                state.request?.body.append(contentsOf: piece)
            } else {
                state.request?.body = []
            }
            return state.received <= limit * 2 + 65_536
        }
    }

    /// The address at the other end, in digits.
    private static func client(of connection: OpaquePointer) -> String? {
        guard let address = microhttpd_client(connection) else { return nil }
        let size =
            Int32(address.pointee.sa_family) == AF_INET6
            ? MemoryLayout<sockaddr_in6>.size : MemoryLayout<sockaddr_in>.size
        var text = [CChar](repeating: 0, count: Int(NI_MAXHOST))
        let code = getnameinfo(
            address, socklen_t(size), &text, socklen_t(text.count), nil, 0, NI_NUMERICHOST)
        guard code == 0 else { return nil }
        return text.withUnsafeBufferPointer { String(validatingCString: $0.baseAddress!) }
    }

    private static func headers(of connection: OpaquePointer) -> Headers {
        var headers = Headers()
        withUnsafeMutablePointer(to: &headers) { target in
            _ = MHD_get_connection_values_n(
                connection, .HEADER_KIND,
                { target, _, name, nameSize, value, valueSize in
                    let headers = target!.assumingMemoryBound(to: Headers.self)
                    headers.pointee.addReceived(text(name, nameSize), text(value, valueSize))
                    return .YES
                }, target)
        }
        return headers
    }
}

/// Text from outside; bytes that are no UTF-8 become U+FFFD.
private func text(_ start: UnsafePointer<CChar>?, _ count: Int) -> String {
    String(
        decoding: UnsafeRawBufferPointer(start: start, count: start == nil ? 0 : count),
        as: UTF8.self)
}
