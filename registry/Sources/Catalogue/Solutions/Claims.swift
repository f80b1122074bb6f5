/// What a solution says of itself and a judge looks at by date.

/// A certificate or clearance.
public struct Assurance: Hashable, Sendable {
    /// Whether it is there: three answers, as the NHS's innovation record has them.
    public enum Status: String, Hashable, Sendable, CaseIterable { case held, inProgress, notHeld }

    /// A term of the vocabulary's assurances.
    public let scheme: String
    public let status: Status
    /// When it is or was good; certificates are granted and expire.
    public let period: Period
    /// What it covers and what not.
    public let scope: String?

    init(fields: Fields) {
        scheme = fields.term("scheme", in: Lattices.standard.assurance)
        status = fields.word("status", else: .notHeld)
        period = fields.period()
        scope = fields.optionalText("scope", .remark)
        fields.end("scheme", "status", "from", "until", "scope")
    }

    var json: JSON {
        .object(stating: [
            "scheme": .string(scheme), "status": .string(status.rawValue),
            "from": period.from.map { .string("\($0)") },
            "until": period.until.map { .string("\($0)") }, "scope": scope.map { .string($0) },
        ])
    }
}

/// A place on a procurement framework, for a time.
public struct Membership: Hashable, Sendable {
    /// The framework's id, such as `g-cloud-14`.
    public let framework: String
    public let period: Period

    init(fields: Fields) {
        framework = fields.id("framework")
        period = fields.period()
        fields.end("framework", "from", "until")
    }

    var json: JSON {
        .object(stating: [
            "framework": .string(framework), "from": period.from.map { .string("\($0)") },
            "until": period.until.map { .string("\($0)") },
        ])
    }
}

/// A council that uses a solution, since when and with what result.
public struct Evidence: Hashable, Sendable {
    /// An organisation's id or a plain name.
    public let council: String
    /// A month, `2024-03`.
    public let since: String
    public let result: String

    init(fields: Fields) {
        council = fields.text("council", .title)
        since = fields.month("since")
        result = fields.text("result", .remark)
        fields.end("council", "since", "result")
    }

    var json: JSON {
        ["council": .string(council), "since": .string(since), "result": .string(result)]
    }
}
