/// What went wrong, for a program and for a person (RFC 9457, "Problem Details for HTTP APIs").
///
/// A handler throws it, and the router answers `application/problem+json`. Every text in it goes to
/// the client: say what to do, and never repeat what was sent.
public struct Problem: Error, Sendable {
    /// An address that identifies the kind of problem; `about:blank` where the status says it all.
    public var type: String
    public var title: String
    public var status: Status
    public var detail: String?
    /// An address for this one occurrence.
    public var instance: String?
    /// Further members, in this order.
    public var members: [(name: String, value: Value)]
    /// Fields of the answer beside the content type, such as `Retry-After`.
    public var headers: Headers

    /// One field that was not accepted.
    public struct FieldError: Hashable, Sendable {
        public let field: String
        public let problem: String
        public let remedy: String?

        public init(field: String, problem: String, remedy: String? = nil) {
            self.field = field
            self.problem = problem
            self.remedy = remedy
        }
    }

    /// - Parameter errors: become the member `errors`, a list of objects with `field`, `problem`
    ///   and `remedy`; left out where there are none.
    public init(
        _ status: Status, type: String = "about:blank", title: String? = nil,
        detail: String? = nil, instance: String? = nil, errors: [FieldError] = [],
        members: [(name: String, value: Value)] = [], headers: Headers = [:]
    ) {
        self.type = type
        self.title = title ?? status.phrase
        self.status = status
        self.detail = detail
        self.instance = instance
        self.members = members
        self.headers = headers
        if !errors.isEmpty {
            let list = errors.map { error in
                var object: [(String, Value)] = [
                    ("field", .string(error.field)), ("problem", .string(error.problem)),
                ]
                if let remedy = error.remedy { object.append(("remedy", .string(remedy))) }
                return Value.object(object)
            }
            self.members.insert((name: "errors", value: .array(list)), at: 0)
        }
    }

    /// The problem as JSON, members in a fixed order.
    public var json: [UInt8] {
        var object: [(String, Value)] = [
            ("type", .string(type)), ("title", .string(title)),
            ("status", .integer(status.rawValue)),
        ]
        if let detail { object.append(("detail", .string(detail))) }
        if let instance { object.append(("instance", .string(instance))) }
        for member in members where !object.contains(where: { $0.0 == member.name }) {
            object.append((member.name, member.value))
        }
        return Value.object(object).json
    }

    public var response: Response {
        var response = Response(status, headers: headers, body: json)
        response.headers["Content-Type"] = "application/problem+json"
        response.headers.setDefault("Cache-Control", "no-store")
        response.problem = self
        return response
    }
}
