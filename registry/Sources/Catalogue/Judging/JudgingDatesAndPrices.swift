extension Solution {
    /// Whether it can be bought through a framework on that day.
    func judged(onFramework framework: String, on day: Day) -> Finding {
        guard let frameworks else { return Finding(.notStated, "Frameworks are not stated.") }
        let title = Framework.title(of: framework)
        let periods = frameworks.filter { $0.framework == framework }.map(\.buyable)
        let nextChange = periods.compactMap { $0.nextChange(after: day) }.min()
        let current = periods.filter { $0.contains(day) }
        if let until = current.compactMap(\.until).max() {
            return Finding(
                .met, "It can be bought through \(title) until \(until.spoken).",
                nextChange: nextChange)
        }
        if !current.isEmpty {
            return Finding(
                .notStated,
                "It names a place on \(title), and until when one can buy through it is not known.",
                nextChange: nextChange)
        }
        if let from = periods.compactMap(\.from).filter({ $0 > day }).min() {
            return Finding(
                .notMet, "It can be bought through \(title) from \(from.spoken) on.",
                nextChange: nextChange)
        }
        if let until = periods.compactMap(\.until).max() {
            return Finding(.notMet, "Its place on \(title) ended on \(until.spoken).")
        }
        let others = frameworks.map { Framework.title(of: $0.framework) }.listed
        return Finding(.notMet, "\(title) is not among its frameworks: \(others).")
    }

    /// Whether a year of it costs the problem's council no more than a limit. A range of prices that
    /// the limit cuts states neither.
    func judged(costingAtMost limit: Amount, _ problem: Problem) -> Finding {
        guard let price else { return Finding(.notStated, "No price is stated.") }
        switch price.yearly(for: problem.units) {
        case .cannotCompare(let why):
            return Finding(.notStated, "Prices cannot be compared: \(why).")
        case .between(let least, let most, let currency):
            let allowed = limit.spoken(in: problem.currency)
            guard currency == problem.currency else {
                return Finding(
                    .notStated,
                    "Prices cannot be compared: this one is in \(currency), the limit in "
                        + "\(problem.currency).")
            }
            if most <= limit {
                return Finding(.met, "A year costs at most \(most.spoken(in: currency)).")
            }
            if least > limit {
                return Finding(
                    .notMet,
                    "A year costs at least \(least.spoken(in: currency)), more than \(allowed).")
            }
            return Finding(
                .notStated,
                "A year costs \(least.spoken(in: currency)) to \(most.spoken(in: currency)), and "
                    + "\(allowed) lies between: ask the supplier.")
        }
    }
}
