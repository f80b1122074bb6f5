import Catalogue
import Foundation

/// Where a webhook's messages go.
///
/// A webhook makes this program send requests to where somebody else says, so it is a way into the
/// network it runs in. Only `http` and `https` are taken, and addresses of private networks are
/// refused: those written as such at once, and those that a name leads to each time before sending.
struct WebhookAddress {
    let url: URL
    let host: String

    /// - Throws: `EntryErrors`, which say what is wrong with it.
    init(_ text: String, allowsLocal: Bool) throws(EntryErrors) {
        func wrong(_ fault: String, _ remedy: String) -> EntryErrors {
            EntryErrors([EntryError(field: "address", fault: fault, remedy: remedy)])
        }
        guard text.utf8.count <= 2_000, let parts = URLComponents(string: text),
            let url = parts.url, let host = parts.host, !host.isEmpty
        else { throw wrong("It is not an address.", "Write one such as https://example.org/hook.") }
        guard let scheme = parts.scheme?.lowercased(), ["http", "https"].contains(scheme) else {
            throw wrong("It leads elsewhere than the web.", "Write one that begins with https://.")
        }
        guard parts.user == nil, parts.password == nil, parts.fragment == nil else {
            throw wrong(
                "It holds a user, a password or a fragment.",
                "Leave them out: the signature says who sends.")
        }
        self.url = url
        self.host = host.hasPrefix("[") ? String(host.dropFirst().dropLast()) : host
        if !allowsLocal,
            self.host.lowercased() == "localhost" || NetworkAddress(self.host)?.isPrivate == true
        {
            throw wrong(
                "It leads into a private network.", "Write an address of the public internet.")
        }
    }
}
