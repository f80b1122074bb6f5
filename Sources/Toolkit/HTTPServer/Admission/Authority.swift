/// The name and the port that a request or an origin is for: `localhost:8080`, `[::1]`.
struct Authority: Hashable {
    /// In small letters; an IPv6 address without its brackets.
    let name: String
    let port: Int?

    /// Nil for what is no host (RFC 3986, section 3.2.2), or has a user's name in front.
    init?(_ text: String) {
        var name = Substring(text)
        var port: Substring?
        if name.hasPrefix("[") {
            guard let end = name.firstIndex(of: "]") else { return nil }
            let rest = name[name.index(after: end)...]
            name = name[name.index(after: name.startIndex)..<end]
            guard name.utf8.allSatisfy(Authority.isAddressByte), name.contains(":") else {
                return nil
            }
            guard rest.isEmpty || rest.hasPrefix(":") else { return nil }
            port = rest.isEmpty ? nil : rest.dropFirst()
        } else {
            if let colon = name.firstIndex(of: ":") {
                port = name[name.index(after: colon)...]
                name = name[..<colon]
            }
            if name.hasSuffix(".") { name = name.dropLast() }
            guard name.utf8.allSatisfy(Authority.isNameByte) else { return nil }
        }
        guard !name.isEmpty else { return nil }
        self.name = name.lowercased()
        guard let port else {
            self.port = nil
            return
        }
        guard (1...5).contains(port.utf8.count), port.utf8.allSatisfy({ (0x30...0x39) ~= $0 }),
            let number = Int(port), number <= 65_535
        else { return nil }
        self.port = number
    }

    private static func isNameByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"):
            true
        default: "-._~".utf8.contains(byte)
        }
    }

    private static func isAddressByte(_ byte: UInt8) -> Bool {
        PercentEncoding.digit(byte) != nil || byte == UInt8(ascii: ":")
            || byte == UInt8(ascii: ".")
    }
}
