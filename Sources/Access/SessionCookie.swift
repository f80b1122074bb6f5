import HTTPServer

/// The cookie that carries a session's token.
///
/// Over TLS its name begins with `__Host-`, with which browsers take it from this very host alone,
/// and never over plain HTTP (RFC 6265bis, section 4.1.3.2). Cookies know no ports, so the port that
/// the browser asked for stands in the name: two boards on one machine do not sign each other out.
struct SessionCookie {
    let name: String
    private let isSecure: Bool

    /// - Parameter part: what is kept besides a session: a name of its own behind the session's.
    init(for request: Request, isSecure: Bool, part: String? = nil) {
        let host = request.headers["Host"] ?? ""
        let digits = host.split(separator: ":").last.map(String.init) ?? ""
        let port = host.contains(":") && digits.allSatisfy(\.isWholeNumber) ? "-\(digits)" : ""
        name = (isSecure ? "__Host-" : "") + "secondlook\(port)" + (part.map { "-\($0)" } ?? "")
        self.isSecure = isSecure
    }

    /// The header's value that gives the browser a token. Lax, so that it is there when a provider
    /// of identities sends the browser back.
    func setting(_ token: String) -> String { "\(name)=\(token)\(attributes)" }

    /// The same for a while, in seconds.
    func setting(_ token: String, seconds: Int) -> String {
        "\(name)=\(token); Max-Age=\(seconds)\(attributes)"
    }

    /// The header's value that takes it away.
    var clearing: String { "\(name)=; Max-Age=0\(attributes)" }

    private var attributes: String {
        "; Path=/; HttpOnly; SameSite=Lax" + (isSecure ? "; Secure" : "")
    }
}
