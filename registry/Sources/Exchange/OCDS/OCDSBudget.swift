import Catalogue
import Foundation

/// What a release says can be spent.
struct OCDSBudget {
    let release: JSON

    /// The planned budget, or else the tender's value or its largest.
    func json(_ row: inout IntakeRow) -> JSON? {
        for (field, value) in places {
            guard let value, value["amount"] != nil else { continue }
            if let budget = budget(value, field, &row) { return budget }
        }
        return nil
    }

    /// Where the amount was found that an error would be about.
    var place: String? { places.first { $0.value?["amount"] != nil }?.field }

    private var places: [(field: String, value: JSON?)] {
        let tender = release["tender"]
        return [
            ("planning.budget.amount", release["planning"]?["budget"]?["amount"]),
            ("tender.value", tender?["value"]), ("tender.maxValue", tender?["maxValue"]),
            ("tender.minValue", tender?["minValue"]),
        ]
    }

    private func budget(_ value: JSON, _ field: String, _ row: inout IntakeRow) -> JSON? {
        guard case .number(let digits) = value["amount"], let amount = OCDSBudget.amount(digits)
        else {
            row.warn("\(field).amount", "It is not an amount.", "It was taken as not stated.")
            return nil
        }
        let per = OCDSExtension.of(release)?["budgetPer"]
        if per == nil, !amount.contains(where: { ("1"..."9").contains($0) }) {
            row.warn("\(field).amount", "It is nothing.", "It was taken as not stated.")
            return nil
        }
        guard let currency = value["currency"]?.text else {
            row.warn("\(field).currency", "It is missing.", "The amount was taken as not stated.")
            return nil
        }
        return ["amount": .string(amount), "currency": .string(currency), "per": per ?? "total"]
    }

    /// The number as an amount is written; `1.5E6` and many decimals are rounded to five. Nil where it
    /// is below nothing or beyond counting.
    static func amount(_ digits: String) -> String? {
        if let amount = Amount(digits) { return "\(amount)" }
        guard digits.utf8.count <= 40, var exact = Decimal(string: digits), exact >= 0,
            exact < 1_000_000_000_000
        else { return nil }
        var rounded = Decimal()
        NSDecimalRound(&rounded, &exact, 5, .plain)
        return Amount("\(rounded)").map { "\($0)" }
    }
}

/// Until when a release asks for something.
struct OCDSDeadline {
    let release: JSON

    /// Our own milestone, the end of tendering, or the first engagement that is planned.
    var day: Day? {
        let milestones = release["planning"]?["milestones"]?.elements ?? []
        let own = milestones.first { $0["id"] == .string(OCDSExport.deadline) }
        let engagement = milestones.first { $0["type"] == "engagement" }
        let times = [
            own?["dueDate"], release["tender"]?["tenderPeriod"]?["endDate"], engagement?["dueDate"],
        ]
        return times.lazy.compactMap { $0?.text.flatMap { Day(String($0.prefix(10))) } }.first
    }
}

/// The codes by which a release says what it is about.
struct OCDSClassifications {
    let release: JSON

    /// All CPV codes, the main ones first. Contracts Finder has them on the tender, the standard on
    /// its items.
    var codes: [CPVCode] {
        let tender = release["tender"] ?? .null
        let holders = [tender] + (tender["items"]?.elements ?? [])
        let main = holders.compactMap { $0["classification"] }
        let more = holders.flatMap { $0["additionalClassifications"]?.elements ?? [] }
        return (main + more).compactMap { classification in
            guard let scheme = classification["scheme"]?.text, scheme.uppercased() == "CPV" else {
                return nil
            }
            switch classification["id"] {
            case .string(let id)?, .number(let id)?: return CPVCode(id)
            default: return nil
            }
        }
    }
}
