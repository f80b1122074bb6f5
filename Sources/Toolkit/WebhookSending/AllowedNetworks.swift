/// Where messages may go: the public internet, and what the operator has listed besides.
public struct AllowedNetworks: Hashable, Sendable {
    /// A network as `10.20.0.0/16` or `fd00:20::/32`; an address alone is a network of one.
    public struct Network: Hashable, Sendable {
        let bytes: [UInt8]
        let bits: Int

        /// - Returns: nil where it is not written so.
        public init?(_ text: String) {
            let parts = text.split(separator: "/", omittingEmptySubsequences: false)
            guard (1...2).contains(parts.count), let address = NetworkAddress(String(parts[0]))
            else { return nil }
            let most = address.bytes.count * 8
            guard let bits = parts.count == 1 ? most : Int(parts[1]), (0...most).contains(bits)
            else { return nil }
            (bytes, self.bits) = (address.bytes, bits)
        }

        func contains(_ address: NetworkAddress) -> Bool {
            guard address.bytes.count == bytes.count else { return false }
            return (0..<bits).allSatisfy { bit in
                let mask: UInt8 = 0x80 >> UInt8(bit % 8)
                return address.bytes[bit / 8] & mask == bytes[bit / 8] & mask
            }
        }
    }

    private let listed: [Network]
    private let isEverywhere: Bool

    private init(_ listed: [Network], isEverywhere: Bool) {
        (self.listed, self.isEverywhere) = (listed, isEverywhere)
    }

    /// The public internet and these networks.
    public init(_ listed: [Network] = []) { self.init(listed, isEverywhere: false) }

    /// This machine and every network it reaches: for trying things out.
    public static let everywhere = AllowedNetworks([], isEverywhere: true)

    public func admits(_ address: NetworkAddress) -> Bool {
        isEverywhere || address.isPublic || listed.contains { $0.contains(address) }
    }
}
