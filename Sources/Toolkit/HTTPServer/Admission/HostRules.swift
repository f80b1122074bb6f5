/// Which names a server answers to, and whose pages may make it write.
///
/// A page from anywhere can have its own name lead to this machine (DNS rebinding), and its script
/// then reads whatever is served here as if it were the page's own. So only names that were meant
/// are answered: this machine's own, and those that were given.
struct HostRules: Sendable {
    private static let loopback = ["localhost", "127.0.0.1", "::1"]

    private let names: Set<String>
    /// Those that were given: pages of theirs may write whatever name a proxy asks by.
    private let given: Set<String>

    /// - Parameters:
    ///   - host: what the server listens on.
    ///   - allowed: further names, with or without a port, which does not count.
    init(listeningOn host: String, allowed: [String]) {
        given = Set(allowed.compactMap { (Authority($0) ?? Authority("[\($0)]"))?.name })
        let own = Authority(host) ?? Authority("[\(host)]")
        names = given.union(HostRules.loopback).union(own.map { [$0.name] } ?? [])
    }

    /// - Parameter here: the address at this end of the connection. Whoever asks for it by its
    ///   digits uses no name that could lead astray.
    func admit(_ host: Authority?, here: () -> String?) throws(Problem) {
        guard let host, !names.contains(host.name), here() != host.name else { return }
        throw Problem(
            .misdirectedRequest,
            detail: """
                This server does not answer to the name in the request's Host field. Use the \
                address it was started with, or start it with --allowed-host and that name.
                """)
    }

    /// Lets a request that may change something come from this site's own pages, and from programs,
    /// which name no origin.
    func admitWriting(_ request: Request, host: Authority?) throws(Problem) {
        guard ![.get, .head, .options].contains(request.method) else { return }
        let origin = request.headers["Origin"]
        if let origin, isGiven(origin) { return }
        let site = request.headers["Sec-Fetch-Site"]?.lowercased()
        // A page that sends no referrer sends "null" for its origin, and the browser vouches for it.
        if site == "same-origin", origin == "null" { return }
        guard site == nil || site == "same-origin" || site == "none",
            origin == nil || isOwn(origin ?? "", host: host)
        else {
            throw Problem(
                .forbidden,
                detail: """
                    The request comes from a page of another site, and nothing was done. Send it \
                    from a page of this one, or without a browser; behind a proxy, start the \
                    server with --allowed-host and the name that browsers see.
                    """)
        }
    }

    private func isGiven(_ origin: String) -> Bool {
        HostRules.authority(of: origin).map { given.contains($0.authority.name) } ?? false
    }

    private func isOwn(_ origin: String, host: Authority?) -> Bool {
        guard let host, let (authority, standard) = HostRules.authority(of: origin) else {
            return false
        }
        return authority.name == host.name
            && (authority.port ?? standard) == (host.port ?? standard)
    }

    private static func authority(of origin: String) -> (authority: Authority, standard: Int)? {
        for (scheme, port) in [("http://", 80), ("https://", 443)]
        where origin.lowercased().hasPrefix(scheme) {
            return Authority(String(origin.dropFirst(scheme.count))).map { ($0, port) }
        }
        return nil
    }
}
