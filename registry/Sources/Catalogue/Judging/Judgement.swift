/// What can be said of a solution and a requirement. Silence is not a no.
public enum Verdict: String, Hashable, Sendable, CaseIterable {
    case met, notMet, notStated
}

/// A requirement judged on a day, with the reason.
public struct Judgement: Hashable, Sendable {
    public let requirement: Requirement
    public let verdict: Verdict
    /// Why, in plain words: one sentence.
    public let reason: String
    /// The first day after that of the judging on which a date in the solution may change the
    /// verdict; nil where only another version of it can.
    public let nextChange: Day?
}

/// A verdict while it is not yet said of which requirement. The reason is worded when it is asked
/// for: of fifty thousand solutions only those shown are.
struct Finding {
    var verdict: Verdict
    var reason: () -> String
    var nextChange: Day?

    init(
        _ verdict: Verdict, _ reason: @escaping @autoclosure () -> String, nextChange: Day? = nil
    ) {
        (self.verdict, self.reason, self.nextChange) = (verdict, reason, nextChange)
    }
}

extension Requirement {
    /// Judges a solution on a day: the same solution, problem and day, the same judgement.
    ///
    /// What is easier to ask for is never judged worse: where a solution meets a term of a lattice
    /// it meets all that the term covers, and where it fails one it fails all that cover it.
    public func judgement(of solution: Solution, for problem: Problem, on day: Day) -> Judgement {
        let finding = finding(of: solution, for: problem, on: day)
        return Judgement(
            requirement: self, verdict: finding.verdict, reason: finding.reason(),
            nextChange: finding.nextChange)
    }

    /// The judgement's verdict alone, for when many are judged.
    public func verdict(of solution: Solution, for problem: Problem, on day: Day) -> Verdict {
        finding(of: solution, for: problem, on: day).verdict
    }

    private func finding(of solution: Solution, for problem: Problem, on day: Day) -> Finding {
        switch kind {
        case .assurance(let scheme): solution.judged(holding: scheme, on: day)
        case .hosting(let place): solution.judged(hostedIn: place)
        case .framework(let framework): solution.judged(onFramework: framework, on: day)
        case .pricePerYearAtMost(let limit): solution.judged(costingAtMost: limit, problem)
        case .accessibility(let level): solution.judged(accessibleTo: level)
        case .integration(let system): solution.judged(connectedTo: system)
        case .deployment(let ways): solution.judged(deployedIn: ways)
        case .evidenceFromCouncils(let count): solution.judged(usedByCouncils: count)
        case .category(let category): solution.judged(in: category)
        }
    }

    /// What is asked for, as people say it: “Cyber Essentials Plus”.
    ///
    /// - Parameter currency: that of the problem, for amounts.
    public func name(in currency: String = "GBP") -> String {
        let lattices = Lattices.standard
        return switch kind {
        case .assurance(let scheme): lattices.assurance.name(of: scheme)
        case .hosting(let place): "data kept in \(lattices.hosting.name(of: place))"
        case .framework(let framework): "a place on \(Framework.title(of: framework))"
        case .pricePerYearAtMost(let limit): "at most \(limit.spoken(in: currency)) a year"
        case .accessibility(let level): lattices.accessibility.name(of: level)
        case .integration(let system): "integration with \(system)"
        case .deployment(let ways):
            ways.map { lattices.deployment.name(of: $0) }.joined(separator: " or ")
        case .evidenceFromCouncils(let count):
            count == 1 ? "evidence from a council" : "evidence from \(count) councils"
        case .category(let category): "the category \(category)"
        }
    }
}
