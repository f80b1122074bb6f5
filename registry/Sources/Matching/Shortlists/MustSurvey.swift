import Catalogue

/// A problem's musts asked of every solution.
struct MustSurvey {
    /// How many musts leave a solution out, by document number.
    private(set) var failures: [UInt8]
    private(set) var removals: [Shortlist.Removal] = []

    init(_ problem: Problem, _ ready: Searchable, _ choices: Choices) {
        failures = [UInt8](repeating: 0, count: ready.solutions.count)
        let columns = problem.musts.map { ready.verdicts($0, for: problem, on: choices.day) }
        var inOrder: [Int] = []
        for column in columns {
            var first = 0
            for (document, verdict) in column.enumerated()
            where !choices.silence.admits(verdict) {
                if failures[document] == 0 { first += 1 }
                failures[document] += 1
            }
            inOrder.append(first)
        }
        for (index, must) in problem.musts.enumerated() {
            var (alone, byItAlone, notStated) = (0, 0, 0)
            for (document, verdict) in columns[index].enumerated() {
                if verdict == .notStated { notStated += 1 }
                guard !choices.silence.admits(verdict) else { continue }
                alone += 1
                if failures[document] == 1 { byItAlone += 1 }
            }
            removals.append(
                Shortlist.Removal(
                    must: must, alone: alone, inOrder: inOrder[index], byItAlone: byItAlone,
                    notStated: notStated))
        }
    }
}
