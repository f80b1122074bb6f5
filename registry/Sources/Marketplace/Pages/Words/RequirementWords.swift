import Catalogue

extension Requirement {
    /// What is asked for, with the titles of the vocabulary: `at most £40,000 a year`.
    func words(in currency: String, _ terms: Terms) -> String {
        switch kind {
        case .category(let id): "filed under \(terms.title(ofCategory: id))"
        case .framework(let id): "a place on \(terms.title(ofFramework: id))"
        default: name(in: currency)
        }
    }
}

extension Judgement {
    /// Why, with the titles of the vocabulary in the place of its ids.
    func words(_ terms: Terms) -> String {
        switch requirement.kind {
        case .category, .framework: terms.entitling(reason)
        default: reason
        }
    }
}

extension Problem.Phase {
    /// As a council says it.
    var words: String {
        switch self {
        case .notStarted: "not started"
        case .discovery: "in discovery"
        case .alpha: "in alpha"
        case .beta: "in beta"
        case .live: "live"
        }
    }
}

extension Problem.Status {
    var words: String {
        switch self {
        case .open: "open"
        case .closed: "closed"
        case .nothingSuitable: "nothing suitable found"
        }
    }
}

extension Budget {
    /// `£40,000 a year`.
    var words: String {
        amount.spoken(in: currency) + (per == .year ? " a year" : " in all")
    }
}

extension Price {
    /// `£31,000 a year for each unit`.
    var words: String {
        let sum =
            max == min
            ? min.spoken(in: currency)
            : "\(min.spoken(in: currency)) to \(max.spoken(in: currency))"
        let each = "for each \(unit.rawValue.lowercased())"
        let often =
            switch interval {
            case .none: ""
            case .halfYear: " every six months"
            default: " a \(interval.rawValue.lowercased())"
            }
        return "\(sum)\(often) \(each)"
    }
}

extension YearlyCost {
    /// `£31,000 a year`, `£9,000 to £12,000 a year`.
    var words: String {
        switch self {
        case .between(let least, let most, let currency):
            least == most
                ? "\(least.spoken(in: currency)) a year"
                : "\(least.spoken(in: currency)) to \(most.spoken(in: currency)) a year"
        case .cannotCompare(let why): "Cannot compare: \(why)."
        }
    }
}

extension [Price.Unit: Int] {
    /// `24 users and 1 unit`.
    var words: String {
        Price.Unit.allCases.compactMap { unit in
            self[unit].map { counted($0, unit.rawValue.lowercased(), unit.plural) }
        }.listed
    }
}

extension Price.Unit {
    var plural: String {
        switch self {
        case .person: "people"
        default: rawValue.lowercased() + "s"
        }
    }
}

extension Organisation.Size {
    var words: String {
        switch self {
        case .micro: "a micro enterprise"
        case .small: "a small enterprise"
        case .medium: "a medium-sized enterprise"
        case .large: "a large enterprise"
        }
    }
}
