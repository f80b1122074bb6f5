extension Solution {
    /// Whether it is on a framework on that day.
    func judged(onFramework framework: String, on day: Day) -> Finding {
        guard let frameworks else { return Finding(.notStated, "Frameworks are not stated.") }
        let places = frameworks.filter { $0.framework == framework }
        let nextChange = places.compactMap { $0.period.nextChange(after: day) }.min()
        if let place = places.first(where: { $0.period.contains(day) }) {
            let end = place.period.until.map { " until \($0.spoken)" } ?? ""
            return Finding(.met, "It is on \(framework)\(end).", nextChange: nextChange)
        }
        if let from = places.compactMap(\.period.from).filter({ $0 > day }).min() {
            return Finding(
                .notMet, "Its place on \(framework) begins on \(from.spoken).",
                nextChange: nextChange)
        }
        if let until = places.compactMap(\.period.until).max() {
            return Finding(.notMet, "Its place on \(framework) ended on \(until.spoken).")
        }
        return Finding(
            .notMet,
            "\(framework) is not among its frameworks: \(frameworks.map(\.framework).listed)."
        )
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
