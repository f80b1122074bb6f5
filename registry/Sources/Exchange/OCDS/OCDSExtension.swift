import Catalogue

/// What a problem says and OCDS has no field for. It travels in a member of its own of the release,
/// which the standard allows and other programs pass over.
enum OCDSExtension {
    static let key = "secondLook"

    static func of(_ release: JSON) -> JSON? {
        release[key].flatMap { $0.members == nil ? nil : $0 }
    }

    /// The fields of a problem that travel so, as they are in `Problem.json`.
    static let fields = [
        "affected", "tried", "phase", "units", "musts", "wants", "categories", "sample",
    ]

    static func json(_ problem: Problem, _ council: Organisation?) -> JSON {
        let whole = problem.json
        var members = fields.compactMap { field in
            whole[field].map { JSON.Member(field, $0) }
        }
        if let budget = problem.budget {
            // The standard has currencies by a closed list, and our entries any three letters.
            members.append(
                OCDSCodelists.currency.contains(budget.currency)
                    ? JSON.Member("budgetPer", .string(budget.per.rawValue))
                    : JSON.Member("budget", whole["budget"] ?? .null))
        }
        if let council { members.append(JSON.Member("council", council.json)) }
        return .object(members)
    }
}
