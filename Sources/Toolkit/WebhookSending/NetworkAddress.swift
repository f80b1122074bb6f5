internal import Glibc

/// An address of IPv4 or IPv6 as its bytes. One of IPv4 that is mapped into IPv6 is that of IPv4.
public struct NetworkAddress: Hashable, Sendable {
    /// 4 or 16.
    public let bytes: [UInt8]

    /// - Returns: nil unless there are 4 or 16 bytes.
    public init?(bytes: [UInt8]) {
        let mapped = [UInt8](repeating: 0, count: 10) + [0xFF, 0xFF]
        switch bytes.count {
        case 16 where bytes.starts(with: mapped): self.bytes = Array(bytes[12...])
        case 4, 16: self.bytes = bytes
        default: return nil
        }
    }

    /// One that is written in digits; nil for a name.
    ///
    /// Also the old ways of writing IPv4, such as `127.1` and `0x7f000001`, which programs still
    /// understand.
    public init?(_ text: String) {
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

    /// Where a socket is to lead; nil for anything but IPv4 and IPv6.
    init?(_ address: UnsafePointer<sockaddr>) {
        let raw = UnsafeRawPointer(address)
        switch Int32(address.pointee.sa_family) {
        // The address stands behind family and port, in IPv6 also behind the flow.
        case AF_INET: self.init(bytes: Array(UnsafeRawBufferPointer(start: raw + 4, count: 4)))
        case AF_INET6: self.init(bytes: Array(UnsafeRawBufferPointer(start: raw + 8, count: 16)))
        default: return nil
        }
    }

    /// Whether it is one of the public internet: not of this machine, a private or shared network, a
    /// link or a group, and none in which one of IPv4 is hidden (NAT64, 6to4, Teredo). All that IANA's
    /// registries of special-purpose addresses (RFC 6890) do not call global.
    public var isPublic: Bool {
        bytes.count == 4 ? NetworkAddress.isPublic(four: bytes) : isPublicSix
    }

    private static func isPublic(four bytes: [UInt8]) -> Bool {
        switch (bytes[0], bytes[1], bytes[2]) {
        case (0, _, _), (10, _, _), (127, _, _), (224...255, _, _): false
        case (100, 64...127, _), (169, 254, _), (172, 16...31, _), (192, 168, _): false
        case (192, 0, 0), (192, 0, 2), (192, 88, 99), (198, 18...19, _), (198, 51, 100): false
        case (203, 0, 113): false
        default: true
        }
    }

    /// Of IPv6 only 2000::/3 is global, and of that not what IETF protocols use (2001::/23),
    /// documentation (2001:db8::/32, 3fff::/20) and 6to4 (2002::/16).
    private var isPublicSix: Bool {
        guard bytes[0] & 0xE0 == 0x20 else { return false }
        switch (bytes[0], bytes[1], bytes[2], bytes[3]) {
        case (0x20, 0x01, 0x00...0x01, _), (0x20, 0x01, 0x0D, 0xB8), (0x20, 0x02, _, _):
            return false
        case (0x3F, 0xFF, 0x00...0x0F, _): return false
        default: return true
        }
    }
}
