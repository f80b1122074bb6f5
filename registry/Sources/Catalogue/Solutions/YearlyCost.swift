/// What a solution costs a council of a given size in a year.
public enum YearlyCost: Hashable, Sendable {
    /// From the least to the most, in the price's currency.
    case between(Amount, Amount, currency: String)
    /// It cannot be told; why, in plain words.
    case cannotCompare(String)
}

extension Price {
    /// How often the interval comes in a year; nil where what is paid depends on how long it is used.
    private var timesAYear: Int? {
        switch interval {
        case .year: 1
        case .halfYear: 2
        case .quarter: 4
        case .month: 12
        case .week: 52
        case .none, .second, .minute, .hour, .day: nil
        }
    }

    /// The cost a year for so many of each unit. For transactions without an interval the number is
    /// of those in a year. Nothing is guessed: what is not stated cannot be compared.
    public func yearly(for units: [Unit: Int]) -> YearlyCost {
        let each = unit.rawValue.lowercased()
        guard let count = units[unit] else {
            return .cannotCompare(
                "the price is for each \(each), and the problem does not say how many there are")
        }
        let times: Int
        if unit == .transaction, interval == .none {
            times = 1
        } else if let timesAYear {
            times = timesAYear
        } else if interval == .none {
            return .cannotCompare("the price does not say for how long it is paid")
        } else {
            return .cannotCompare(
                "the price is by the \(interval.rawValue.lowercased()), and nobody has said how "
                    + "long it will be used")
        }
        guard let least = min.times(count).flatMap({ $0.times(times) }),
            let most = max.times(count).flatMap({ $0.times(times) })
        else { return .cannotCompare("the price times the number of units is beyond counting") }
        return .between(least, most, currency: currency)
    }
}
