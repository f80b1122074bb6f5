public import CommandLineTool
public import HTTPServer

/// The options of a server that both programs have, so that they read alike.
public enum ServingOptions {
    private static let allowedHosts = Option(
        "allowed-host", Reading<[String]>.names, placeholder: "NAME[,…]",
        help: """
            Answer requests for these names too. Without it: this machine’s own (localhost, \
            127.0.0.1, ::1) and what --host says.
            """)
    private static let proxies = Option(
        "behind-proxy", .proxies, placeholder: "ADDRESS[,…]",
        help: """
            Believe the X-Forwarded-For of a proxy at these addresses or networks, such as \
            127.0.0.1,10.1.0.0/16; of nobody else.
            """)
    private static let certificate = Option(
        "tls-certificate", Reading<String>.path, placeholder: "FILE",
        help: """
            Serve with TLS: the certificate in PEM, followed by those that vouch for it. Read \
            again on a hang-up signal (SIGHUP).
            """)
    private static let key = Option(
        "tls-key", Reading<String>.path, placeholder: "FILE",
        help: "The certificate’s key in PEM, without a password.")

    public static let all: [any OptionDeclaration] = [allowedHosts, proxies, certificate, key]

    /// The server that a line asks for.
    ///
    /// - Throws: `UsageError` where only one half of certificate and key is given.
    public static func configuration(
        _ line: Invocation, host: String, port: UInt16
    ) throws -> Server.Configuration {
        var configuration = Server.Configuration()
        (configuration.host, configuration.port) = (host, port)
        configuration.allowedHosts = line[allowedHosts] ?? []
        configuration.trustedProxies = line[proxies] ?? TrustedProxies()
        switch (line[certificate], line[key]) {
        case (let certificate?, let key?):
            configuration.tls = Server.TLSFiles(certificate: certificate, key: key)
        case (nil, nil): break
        default: throw UsageError("--tls-certificate and --tls-key go together. Give both.")
        }
        return configuration
    }
}

extension Reading<[String]> {
    /// Names of hosts, with commas between them.
    static var names: Reading {
        Reading("names with commas", example: "board.example.org") { text in
            let names = text.split(separator: ",", omittingEmptySubsequences: false)
                .map { $0.filter { $0 != " " } }
            return names.allSatisfy(Server.Configuration.isHost) ? names : nil
        }
    }
}

extension Reading<TrustedProxies> {
    static var proxies: Reading {
        Reading("addresses or networks with commas", example: "127.0.0.1,10.1.0.0/16") {
            TrustedProxies($0)
        }
    }
}
