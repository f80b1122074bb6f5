extension Policy {
    /// The policy in a decoder's document; `digest` is of that document's bytes.
    ///
    /// - Throws: `DecodingError` where a field is missing or of the wrong type, `PolicyError` where
    ///   its value makes no sense.
    public init(from decoder: any Decoder, digest: String) throws {
        let file = try decoder.container(keyedBy: Key.self)
        let look = try file.nestedContainer(keyedBy: Key.self, forKey: "lookWithinWorkingDays")
        var lookWithin: [Severity: Int] = [:]
        for severity in Severity.allCases {
            lookWithin[severity] = try look.decode(Int.self, forKey: Key(severity.rawValue))
        }
        let sections = try file.nestedContainer(keyedBy: Key.self, forKey: "rules")
        self.init(
            version: try file.decode(String.self, forKey: "version"), digest: digest,
            clocks: try file.decode(Clocks.self, forKey: "clocks"),
            bands: try file.decode([Band].self, forKey: "bands"),
            lookWithin: lookWithin,
            workingDayEndsAtHour: try file.decode(Int.self, forKey: "workingDayEndsAtHour"),
            workingDays: WorkingDays(
                bankHolidays: try file.decode([Day].self, forKey: "bankHolidaysEngland")),
            desk: try file.decodeIfPresent(DeskPolicy.self, forKey: "desk") ?? DeskPolicy(),
            rules: try rulesInForce.map { try Policy.rule($0, in: sections) })
        try check()
    }

    private static func rule<R: Rule>(
        _ type: R.Type, in sections: KeyedDecodingContainer<Key>
    ) throws -> any Rule {
        try sections.decode(R.self, forKey: Key(R.name))
    }

    private func check() throws {
        guard bands.first?.from == 0 else {
            throw PolicyError("bands: the first band has to begin at 0.")
        }
        guard zip(bands, bands.dropFirst()).allSatisfy({ $0.from < $1.from && $1.from <= 100 })
        else {
            throw PolicyError(
                "bands: each has to begin above the one before it, at 100 at the most.")
        }
        guard (1...23).contains(workingDayEndsAtHour) else {
            throw PolicyError("workingDayEndsAtHour: give an hour from 1 to 23.")
        }
        guard (1...120).contains(clocks.reReferralMonths), (1...120).contains(clocks.returnMonths)
        else { throw PolicyError("clocks: give 1 to 120 months.") }
        guard lookWithin.values.allSatisfy({ (1...60).contains($0) }) else {
            throw PolicyError("lookWithinWorkingDays: give 1 to 60 working days.")
        }
        guard desk.workingDayStartsAtHour < workingDayEndsAtHour else {
            throw PolicyError("desk.workingDayStartsAtHour: give an hour before the day's end.")
        }
        for rule in rules { try check(rule.limits, of: "rules.\(rule.name)") }
        try check(desk.limits, of: "desk")
    }

    private func check(_ limits: [Limit], of section: String) throws {
        for limit in limits where !limit.range.contains(limit.value) {
            throw PolicyError(
                "\(section).\(limit.field): give \(plain(limit.range.lowerBound)) to "
                    + "\(plain(limit.range.upperBound)).")
        }
    }
}

/// As ISO 8601 writes it: `"2026-12-25"`.
extension Day: Codable {
    public init(from decoder: any Decoder) throws {
        let text = try decoder.singleValueContainer().decode(String.self)
        let parts = text.split(separator: "-", omittingEmptySubsequences: false).map { Int($0) }
        guard parts.count == 3, let year = parts[0], let month = parts[1], let number = parts[2],
            let day = Day(year: year, month: month, day: number)
        else {
            let field = decoder.codingPath.map(\.stringValue)
                .filter { Int($0) == nil && !$0.hasPrefix("Index ") }.joined(separator: ".")
            throw PolicyError("\(field): “\(text)” is not a day. Write 2026-12-25.")
        }
        self = day
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}

/// A bound as a person writes it: without a fraction where it has none.
private func plain(_ bound: Double) -> String {
    bound == bound.rounded() ? "\(Int(bound))" : "\(bound)"
}

/// What is wrong with a policy, with the field and the remedy.
public struct PolicyError: Error, CustomStringConvertible {
    public let description: String

    public init(_ description: String) { self.description = description }
}

/// A key that the file itself names.
struct Key: CodingKey, ExpressibleByStringLiteral {
    let stringValue: String
    var intValue: Int? { nil }

    init(_ name: String) { stringValue = name }
    init(stringLiteral name: String) { stringValue = name }
    init?(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }
}
