import Glibc

/// The two ends of a connection, in digits.
enum SocketAddress {
    static func peer(of descriptor: Int32) -> String? { text(descriptor, getpeername) }
    static func own(of descriptor: Int32) -> String? { text(descriptor, getsockname) }

    private static func text(
        _ descriptor: Int32,
        _ ask: (Int32, UnsafeMutablePointer<sockaddr>, UnsafeMutablePointer<socklen_t>) -> Int32
    ) -> String? {
        var storage = sockaddr_storage()
        var size = socklen_t(MemoryLayout<sockaddr_storage>.size)
        return withUnsafeMutableBytes(of: &storage) { bytes in
            let address = bytes.baseAddress!.assumingMemoryBound(to: sockaddr.self)
            guard ask(descriptor, address, &size) == 0 else { return nil }
            var text = [CChar](repeating: 0, count: Int(NI_MAXHOST))
            guard
                getnameinfo(
                    address, size, &text, socklen_t(text.count), nil, 0, NI_NUMERICHOST) == 0
            else { return nil }
            let name = text.withUnsafeBufferPointer { String(cString: $0.baseAddress!) }
            // An IPv4 client of an IPv6 socket, and an address whose network card is named.
            let plain = name.hasPrefix("::ffff:") ? String(name.dropFirst(7)) : name
            return plain.split(separator: "%").first.map { String($0) }
        }
    }
}
