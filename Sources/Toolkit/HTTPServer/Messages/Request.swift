import Synchronization

/// One request, whole: a handler sees it once its body is there.
public struct Request: Sendable {
    public var method: Method
    /// The path as it was sent, still percent-encoded, without the query: `/children/a%20b`.
    public let path: String
    public var headers: Headers
    public var body: [UInt8]
    /// The address that asks, without its port, such as `127.0.0.1`. Behind a proxy that the server
    /// does not know as one it is the proxy's. Nil where there is no connection.
    public var client: String?

    private let encodedQuery: Substring.UTF8View
    private let number: UInt64

    /// Whether the client says that it holds a compressed answer.
    var holdsPacked = false

    /// A request for `target`: a path with or without a query, or a whole address, of which the
    /// scheme and the host are left out.
    public init(
        _ method: Method, _ target: String, headers: Headers = [:], body: [UInt8] = []
    ) {
        let parts = Request.split(target)
        self.method = method
        self.path = parts.path
        self.encodedQuery = parts.query
        self.headers = headers
        self.body = body
        self.number = Request.numbers.wrappingAdd(1, ordering: .relaxed).newValue
    }

    /// Sixteen hexadecimal digits of this server's own, for log lines and problem reports. What a
    /// client sends as a request id is never used: it would be text from outside in the log.
    public var id: String {
        let digits = String(number, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }

    /// What stands behind the question mark; read anew at each call.
    public var query: Query { Query(encodedQuery) }

    /// The body as a form sends it.
    ///
    /// - Throws: a `Problem` of status 415 where the content type is another.
    public var form: Query {
        get throws(Problem) {
            let type = headers["Content-Type"]?.prefix { $0 != ";" && $0 != " " } ?? ""
            guard type.lowercased() == "application/x-www-form-urlencoded" else {
                throw Problem(
                    .unsupportedMediaType,
                    detail: "This form is read as application/x-www-form-urlencoded only.")
            }
            return Query(body)
        }
    }

    /// The value of the first cookie of this name (RFC 6265, section 4.2), as it was sent.
    public func cookie(_ name: String) -> String? {
        for header in headers.values(of: "Cookie") {
            for pair in header.split(separator: ";") {
                let pair = pair.drop { $0 == " " }
                let key = pair.prefix { $0 != "=" }
                if key == name, key.count < pair.count {
                    return String(pair.dropFirst(key.count + 1))
                }
            }
        }
        return nil
    }

    /// Starts anywhere, so that ids of one run are not those of the next.
    private static let numbers = Atomic<UInt64>(UInt64.random(in: 1 << 60...UInt64.max >> 1))

    private static func split(_ target: String) -> (path: String, query: Substring.UTF8View) {
        var rest = Substring(target)
        if !rest.utf8.starts(with: "/".utf8) {
            for scheme in ["http://", "https://"] where rest.lowercased().hasPrefix(scheme) {
                rest = rest.dropFirst(scheme.count).drop { $0 != "/" && $0 != "?" }
                if !rest.hasPrefix("/") { rest = "/" + rest }
            }
        }
        guard let mark = rest.utf8.firstIndex(of: UInt8(ascii: "?")) else {
            return (String(rest), Substring().utf8)
        }
        return (String(rest[..<mark]), rest[rest.utf8.index(after: mark)...].utf8)
    }
}
