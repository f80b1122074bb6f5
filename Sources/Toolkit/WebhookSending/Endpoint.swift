private import Foundation

/// Where messages go: an address of the web.
///
/// It makes this program send requests to where somebody else says, so it is a way into the network it
/// runs in. Only `http` and `https` are taken, and addresses of networks that are not allowed are
/// refused: those written as such at once, and those that a name leads to when the connection is made.
public struct Endpoint: Hashable, Sendable {
    public let address: String

    /// Why an address is none.
    public struct Fault: Error, Hashable, Sendable {
        /// What is wrong, as a sentence.
        public let fault: String
        /// What to do, as a sentence.
        public let remedy: String
    }

    /// - Throws: `Fault`.
    public init(_ text: String, in networks: AllowedNetworks) throws(Fault) {
        guard text.utf8.count <= 2_000, let parts = URLComponents(string: text),
            parts.url != nil, let written = parts.host, !written.isEmpty
        else {
            throw Fault(
                fault: "It is not an address.",
                remedy: "Write one such as https://example.org/hook.")
        }
        guard let scheme = parts.scheme?.lowercased(), ["http", "https"].contains(scheme) else {
            throw Fault(
                fault: "It leads elsewhere than the web.",
                remedy: "Write one that begins with https://.")
        }
        guard parts.user == nil, parts.password == nil, parts.fragment == nil else {
            throw Fault(
                fault: "It holds a user, a password or a fragment.",
                remedy: "Leave them out: the signature says who sends.")
        }
        let host = written.hasPrefix("[") ? String(written.dropFirst().dropLast()) : written
        let name = host.lowercased().trimmingSuffix(".")
        let literal =
            name == "localhost" || name.hasSuffix(".localhost")
            ? NetworkAddress("127.0.0.1") : NetworkAddress(host)
        if let literal, !networks.admits(literal) {
            throw Fault(
                fault: "It leads into a private network.",
                remedy: "Write an address of the public internet.")
        }
        address = text
    }
}

extension String {
    fileprivate func trimmingSuffix(_ suffix: String) -> String {
        hasSuffix(suffix) ? String(dropLast(suffix.count)) : self
    }
}
