import Catalogue
import Matching

/// How many solutions fit a problem, and of those, how many leave a must open: silence is not a yes,
/// and so it is not counted as one.
struct FitCount: Hashable {
    /// Meet every must.
    let complete: Int
    /// Fail none, and do not state one or more.
    let open: Int
    let musts: Int

    /// - Parameter solutions: those that fit the problem.
    init(_ solutions: some Sequence<Solution>, for problem: Problem, on day: Day) {
        var (complete, open) = (0, 0)
        for solution in solutions {
            let isOpen = problem.musts.contains {
                $0.verdict(of: solution, for: problem, on: day) == .notStated
            }
            if isOpen { open += 1 } else { complete += 1 }
        }
        (self.complete, self.open, musts) = (complete, open, problem.musts.count)
    }

    var all: Int { complete + open }

    /// `3 solutions fit`; `0 meet all 4 musts, 7 have open questions`.
    var words: String {
        guard open > 0 else {
            return switch complete {
            case 0: "Nothing fits yet"
            case 1: "1 solution fits"
            default: "\(grouped(complete)) solutions fit"
            }
        }
        let what = musts == 1 ? "the must" : "all \(musts) musts"
        let questions =
            open == 1 ? "1 has an open question" : "\(grouped(open)) have open questions"
        return "\(grouped(complete)) \(complete == 1 ? "meets" : "meet") \(what), \(questions)"
    }
}
