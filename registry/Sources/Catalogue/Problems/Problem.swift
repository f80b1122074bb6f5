/// A council's problem in plain words, with what any solution must bring and what would be good.
public struct Problem: Entry {
    /// How far the council has come with it (GOV.UK's phases).
    public enum Phase: String, Hashable, Sendable, CaseIterable {
        case notStarted = "not-started"
        case discovery, alpha, beta, live
    }

    public enum Status: String, Hashable, Sendable, CaseIterable {
        case open, closed
        /// The council looked and found none: an unmet need.
        case nothingSuitable = "nothing-suitable"
    }

    public let id: String
    /// An organisation's id.
    public let council: String
    public let title: String
    public let statement: String
    public let affected: String?
    public let tried: String?
    public let phase: Phase
    public let budget: Budget?
    public let deadline: Day?
    /// How many users, devices and so on there would be, to compare prices.
    public let units: [Price.Unit: Int]
    /// What a solution is excluded for not meeting.
    public let musts: [Requirement]
    /// What speaks for a solution and excludes none.
    public let wants: [Requirement]
    public let categories: [String]
    public let status: Status
    public let isSample: Bool

    /// Whether its council wants to hear of solutions: until it is closed, and all the more where it
    /// found none so far.
    public var stands: Bool { status != .closed }

    /// The currency that `pricePerYearAtMost` is in: the budget's, or pounds.
    public var currency: String { budget?.currency ?? "GBP" }

    public static let kind = EntryKind.problem

    public init(fields: Fields) {
        id = fields.id("id")
        council = fields.id("council")
        title = fields.text("title", .title)
        statement = fields.text("statement", .statement)
        affected = fields.optionalText("affected", .background)
        tried = fields.optionalText("tried", .background)
        phase = fields.word("phase", else: .notStarted)
        budget = fields.object("budget", of: "budget") { Budget(fields: $0) }
        deadline = fields.optionalDay("deadline")
        units = fields.units("units")
        musts = fields.requirements("musts")
        wants = fields.requirements("wants")
        categories = fields.optionalCategories("categories", count: 0...5) ?? []
        status = fields.word("status", else: .open)
        isSample = fields.flag("sample")
        fields.end(
            "id", "council", "title", "statement", "affected", "tried", "phase", "budget",
            "deadline", "units", "musts", "wants", "categories", "status", "sample")
    }

    public var json: JSON {
        let counts = Price.Unit.allCases.compactMap { unit in
            units[unit].map { JSON.Member(unit.rawValue, .number($0)) }
        }
        return .object(stating: [
            "id": .string(id), "council": .string(council), "title": .string(title),
            "statement": .string(statement), "affected": affected.map { .string($0) },
            "tried": tried.map { .string($0) }, "phase": .string(phase.rawValue),
            "budget": budget?.json, "deadline": deadline.map { .string("\($0)") },
            "units": counts.isEmpty ? nil : .object(counts),
            "musts": .array(musts.map(\.json)), "wants": .array(wants.map(\.json)),
            "categories": categories.isEmpty ? nil : .texts(categories),
            "status": .string(status.rawValue), "sample": isSample ? true : nil,
        ])
    }
}

extension Fields {
    fileprivate func units(_ key: String) -> [Price.Unit: Int] {
        object(key, of: "unit") { fields in
            var units: [Price.Unit: Int] = [:]
            for unit in Price.Unit.allCases {
                units[unit] = fields.optionalCount(unit.rawValue, in: 1...1_000_000_000)
            }
            fields.end(known: Price.Unit.allCases.map(\.rawValue))
            return units
        } ?? [:]
    }

    fileprivate func requirements(_ key: String) -> [Requirement] {
        objects(key, count: 0...20, of: "requirement") { Requirement(fields: $0) } ?? []
    }
}
