/// What a register calls an organisation, and when: a council's GSS code (`GB-LAC`, `E09000012`), a
/// company's number (`GB-COH`, `00000006`). Codes change, so each has its time.
public struct Identifier: Hashable, Sendable {
    /// The register, as org-id.guide and OCDS name it.
    public let scheme: String
    public let id: String
    public let period: Period

    init(fields: Fields) {
        scheme = fields.text("scheme", .characters(40))
        id = fields.text("id", .characters(100))
        period = fields.period()
        fields.end("scheme", "id", "from", "until")
    }

    var json: JSON {
        .object(stating: [
            "scheme": .string(scheme), "id": .string(id),
            "from": period.from.map { .string("\($0)") },
            "until": period.until.map { .string("\($0)") },
        ])
    }
}
