import Catalogue

/// Entries to change in a test's one respect.
enum Examples {
    static let solution: JSON = [
        "id": "family-link", "supplier": "brightwater", "name": "Family Link",
        "summary": "Shows a family’s earlier contacts beside a new referral.",
        "description": "A page for the duty team.",
        "problemsTackled": ["Duty workers cannot see earlier contacts when a referral comes in"],
        "categories": ["front-door"],
    ]

    static let problem: JSON = [
        "id": "earlier-contacts", "council": "marlcombe", "title": "See earlier contacts",
        "statement": "When a referral comes in we cannot see what came before.",
        "phase": "discovery", "musts": [], "wants": [], "status": "open",
    ]

    static let supplier: JSON = [
        "id": "brightwater", "name": "Brightwater Ltd", "kind": "supplier", "size": "small",
    ]

    static func solution(_ key: String, _ value: JSON?) throws -> Solution {
        try Solution(json: solution.setting(key, to: value))
    }

    static func problem(_ key: String, _ value: JSON?) throws -> Problem {
        try Problem(json: problem.setting(key, to: value))
    }

    /// How a solution with one field stated is judged.
    static func judgement(
        _ must: JSON, _ key: String? = nil, _ value: JSON? = nil, on day: String = "2026-06-15",
        units: JSON? = nil
    ) throws -> Judgement {
        let problem = try Problem(
            json: Self.problem.setting("musts", to: [must]).setting("units", to: units))
        let solution = try Solution(
            json: key.map { Self.solution.setting($0, to: value) } ?? Self.solution)
        guard let day = Day(day) else { throw EntryErrors([]) }
        return problem.musts[0].judgement(of: solution, for: problem, on: day)
    }
}
