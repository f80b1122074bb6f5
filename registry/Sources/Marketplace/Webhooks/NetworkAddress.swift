private import Glibc

/// An address of IPv4 or IPv6 as its bytes.
struct NetworkAddress: Hashable {
    /// 4 or 16.
    let bytes: [UInt8]

    init(bytes: [UInt8]) { self.bytes = bytes }

    /// One that is written in digits; nil for a name.
    ///
    /// Also the old ways of writing IPv4, such as `127.1` and `0x7f000001`, which programs still
    /// understand.
    init?(_ text: String) {
        var four = in_addr()
        if inet_aton(text, &four) == 1 {
            self.init(bytes: withUnsafeBytes(of: &four.s_addr) { Array($0) })
            return
        }
        var six = in6_addr()
        // Without the zone, which only says through which interface.
        let plain = String(text.prefix { $0 != "%" })
        guard inet_pton(AF_INET6, plain, &six) == 1 else { return nil }
        self.init(bytes: withUnsafeBytes(of: &six) { Array($0) })
    }

    /// Every address that a name has now; empty where it has none. Waits for the network.
    static func resolve(_ host: String) -> [NetworkAddress] {
        var hints = addrinfo()
        hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
        var found: UnsafeMutablePointer<addrinfo>?
        guard getaddrinfo(host, nil, &hints, &found) == 0 else { return [] }
        defer { freeaddrinfo(found) }
        var addresses: [NetworkAddress] = []
        var next = found
        while let entry = next?.pointee {
            let raw = UnsafeRawPointer(entry.ai_addr)
            // The address stands behind family and port, in IPv6 also behind the flow.
            let (offset, count) = entry.ai_family == AF_INET6 ? (8, 16) : (4, 4)
            if let raw, entry.ai_family == AF_INET6 || entry.ai_family == AF_INET {
                addresses.append(
                    NetworkAddress(
                        bytes: Array(UnsafeRawBufferPointer(start: raw + offset, count: count))))
            }
            next = entry.ai_next
        }
        return addresses
    }

    /// Whether it belongs to this machine, a private network or nobody: all that IANA's registries
    /// of special-purpose addresses (RFC 6890) do not call global.
    var isPrivate: Bool {
        bytes.count == 4 ? NetworkAddress.isPrivate(four: bytes) : isPrivateSix
    }

    private static func isPrivate(four bytes: [UInt8]) -> Bool {
        switch (bytes[0], bytes[1], bytes[2]) {
        case (0, _, _), (10, _, _), (127, _, _), (224...255, _, _): true
        case (100, 64...127, _), (169, 254, _), (172, 16...31, _), (192, 168, _): true
        case (192, 0, 0), (192, 0, 2), (192, 88, 99), (198, 18...19, _), (198, 51, 100): true
        case (203, 0, 113): true
        default: false
        }
    }

    private var isPrivateSix: Bool {
        // Addresses of IPv4 in another dress: mapped, translated (NAT64), 6to4.
        if bytes[..<10].allSatisfy({ $0 == 0 }), bytes[10] == 0xFF, bytes[11] == 0xFF {
            return NetworkAddress.isPrivate(four: Array(bytes[12...]))
        }
        if bytes.starts(with: [0x00, 0x64, 0xFF, 0x9B]) {
            return NetworkAddress.isPrivate(four: Array(bytes[12...]))
        }
        if bytes.starts(with: [0x20, 0x02]) {
            return NetworkAddress.isPrivate(four: Array(bytes[2..<6]))
        }
        // Of the rest only 2000::/3 is global, and of that not documentation and Teredo.
        return bytes[0] & 0xE0 != 0x20 || bytes.starts(with: [0x20, 0x01, 0x0D, 0xB8])
            || bytes.starts(with: [0x20, 0x01, 0x00, 0x00])
    }
}
