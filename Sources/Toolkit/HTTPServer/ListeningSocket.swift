import Glibc

/// A bound socket that clients may connect to.
struct ListeningSocket {
    let descriptor: Int32
    let port: UInt16

    /// - Parameter port: 0 for any that is free.
    init(host: String, port: UInt16) throws(ServerError) {
        var hints = addrinfo()
        hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
        hints.ai_flags = AI_PASSIVE | AI_NUMERICSERV
        var found: UnsafeMutablePointer<addrinfo>?
        guard getaddrinfo(host, String(port), &hints, &found) == 0, let address = found?.pointee
        else { throw .unknownHost(host) }
        defer { freeaddrinfo(found) }

        // Without waiting: several threads accept from it, and one of them is always too late.
        let kind = address.ai_socktype | Int32(SOCK_NONBLOCK.rawValue | SOCK_CLOEXEC.rawValue)
        let descriptor = socket(address.ai_family, kind, address.ai_protocol)
        guard descriptor >= 0 else {
            throw .unavailable(host: host, port: port, code: errno)
        }
        var yes: Int32 = 1
        setsockopt(
            descriptor, SOL_SOCKET, SO_REUSEADDR, &yes, socklen_t(MemoryLayout<Int32>.size))
        guard bind(descriptor, address.ai_addr, address.ai_addrlen) == 0,
            listen(descriptor, 1_024) == 0
        else {
            let code = errno
            Glibc.close(descriptor)
            throw .unavailable(host: host, port: port, code: code)
        }
        self.descriptor = descriptor
        self.port = ListeningSocket.port(of: descriptor)
    }

    func close() { Glibc.close(descriptor) }

    private static func port(of descriptor: Int32) -> UInt16 {
        var storage = sockaddr_storage()
        var size = socklen_t(MemoryLayout<sockaddr_storage>.size)
        return withUnsafeMutableBytes(of: &storage) { bytes in
            let address = bytes.baseAddress!.assumingMemoryBound(to: sockaddr.self)
            guard getsockname(descriptor, address, &size) == 0 else { return 0 }
            // IPv4 and IPv6 keep the port in the same place, in the network's byte order.
            return UInt16(bigEndian: bytes.load(fromByteOffset: 2, as: UInt16.self))
        }
    }
}
