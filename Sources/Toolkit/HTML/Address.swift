enum Address {
    /// Whether a browser would follow `address` without running anything: a relative address, or
    /// one with a scheme from the short list.
    ///
    /// Browsers drop tabs and line ends inside an address and controls and spaces before it (WHATWG
    /// URL, "basic URL parser"), so `java\nscript:` is one to refuse; nothing honest contains them.
    static func isHarmless(_ address: String) -> Bool {
        guard address.utf8.allSatisfy({ $0 > 0x20 && $0 != 0x7F }) else { return false }
        let scheme = address.utf8.prefix { $0 != UInt8(ascii: ":") }
        let hasScheme =
            scheme.count < address.utf8.count
            && !scheme.contains {
                $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: "?") || $0 == UInt8(ascii: "#")
            }
        guard hasScheme else { return true }
        return ["http", "https", "mailto", "tel"].contains(
            String(decoding: scheme, as: UTF8.self).lowercased())
    }
}
