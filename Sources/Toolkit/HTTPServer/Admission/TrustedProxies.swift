import Glibc

/// Addresses of proxies whose word on who asks is believed.
public struct TrustedProxies: Sendable {
    /// A network's first address, 16 bytes, and how many of its bits count.
    private struct Network: Sendable {
        let bytes: [UInt8]
        let bits: Int

        func contains(_ address: [UInt8]) -> Bool {
            for index in 0..<16 {
                let count = min(8, max(0, bits - index * 8))
                let mask = UInt8(truncatingIfNeeded: 0xFF00 >> count)
                if bytes[index] & mask != address[index] & mask { return false }
            }
            return true
        }
    }

    private let networks: [Network]

    /// Nobody.
    public init() { networks = [] }

    /// - Parameter list: addresses and networks with commas: `127.0.0.1,10.1.0.0/16,fd00::/8`.
    ///   Nil where one of them is neither.
    public init?(_ list: String) {
        var networks: [Network] = []
        for entry in list.split(separator: ",", omittingEmptySubsequences: false) {
            let parts = entry.filter { $0 != " " }
                .split(separator: "/", omittingEmptySubsequences: false)
            guard parts.count <= 2, let bytes = TrustedProxies.bytes(of: String(parts[0])) else {
                return nil
            }
            let isShort = !parts[0].contains(":")
            let all = isShort ? 32 : 128
            guard let bits = parts.count == 2 ? Int(parts[1]) : all, (0...all).contains(bits) else {
                return nil
            }
            networks.append(Network(bytes: bytes, bits: isShort ? bits + 96 : bits))
        }
        self.networks = networks
    }

    /// Who asks: the address at the other end, unless that is a trusted proxy's; then the last
    /// address of `X-Forwarded-For` that is no such proxy.
    func client(at peer: String?, _ headers: Headers) -> String? {
        guard let peer, isTrusted(peer) else { return peer }
        var client = peer
        let chain = headers.values(of: "X-Forwarded-For").flatMap { $0.split(separator: ",") }
        for entry in chain.reversed() {
            guard let address = TrustedProxies.address(String(entry.filter { $0 != " " })) else {
                break
            }
            client = address
            if !isTrusted(address) { break }
        }
        return client
    }

    private func isTrusted(_ address: String) -> Bool {
        guard !networks.isEmpty, let bytes = TrustedProxies.bytes(of: address) else { return false }
        return networks.contains { $0.contains(bytes) }
    }

    /// An address in its usual spelling; a port behind it is left out.
    private static func address(_ text: String) -> String? {
        if let bytes = bytes(of: text) { return spelt(bytes) }
        return Authority(text).flatMap { bytes(of: $0.name) }.map(spelt)
    }

    private static let mapped: [UInt8] = Array(repeating: 0, count: 10) + [0xFF, 0xFF]

    private static func bytes(of text: String) -> [UInt8]? {
        var short = in_addr()
        if inet_pton(AF_INET, text, &short) == 1 {
            return mapped + withUnsafeBytes(of: &short) { Array($0) }
        }
        var long = in6_addr()
        guard inet_pton(AF_INET6, text, &long) == 1 else { return nil }
        return withUnsafeBytes(of: &long) { Array($0) }
    }

    private static func spelt(_ bytes: [UInt8]) -> String {
        let isShort = bytes.starts(with: mapped)
        var text = [CChar](repeating: 0, count: Int(INET6_ADDRSTRLEN))
        (isShort ? Array(bytes[12...]) : bytes).withUnsafeBytes {
            _ = inet_ntop(
                isShort ? AF_INET : AF_INET6, $0.baseAddress!, &text, socklen_t(text.count))
        }
        return text.withUnsafeBufferPointer { String(cString: $0.baseAddress!) }
    }
}
