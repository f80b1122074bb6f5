import Catalogue
import Ranking
private import Synchronization

/// An index with the solutions that its documents are, and what was judged of them all.
final class Searchable: Sendable {
    let index: RankingIndex
    /// By document number.
    let solutions: [Solution]
    private let columns = Mutex<[Question: [Verdict]]>([:])

    /// What a column of verdicts answers.
    private struct Question: Hashable {
        let kind: Requirement.Kind
        let day: Day
        /// These matter to prices alone.
        let units: [Price.Unit: Int]?
        let currency: String?
    }

    init(index: RankingIndex, solutions: [String: Versioned<Solution>]) {
        self.index = index
        self.solutions = (0..<index.count).compactMap { solutions[index.id(of: $0)]?.entry }
        precondition(self.solutions.count == index.count, "every document is a solution")
    }

    /// The verdict on every solution, by document number. Councils ask for the same things, so the
    /// latest answers are kept.
    func verdicts(_ requirement: Requirement, for problem: Problem, on day: Day) -> [Verdict] {
        var isPrice = false
        if case .pricePerYearAtMost = requirement.kind { isPrice = true }
        let question = Question(
            kind: requirement.kind, day: day, units: isPrice ? problem.units : nil,
            currency: isPrice ? problem.currency : nil)
        if let known = columns.withLock({ $0[question] }) { return known }
        let made = solutions.map { requirement.verdict(of: $0, for: problem, on: day) }
        columns.withLock { columns in
            if columns.count >= 256 { columns.removeAll() }
            columns[question] = made
        }
        return made
    }
}
