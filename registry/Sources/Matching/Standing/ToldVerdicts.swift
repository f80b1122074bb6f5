internal import Catalogue

/// What a council was told last of a pair that fits: which musts were left open because the solution
/// does not state them. None of those it fails: then it would not fit.
public struct ToldVerdict: Hashable, Sendable {
    /// The open musts, each as it is written in a problem, in a fixed order; nil where it was told by
    /// a version of the program that did not keep it.
    public let open: [String]?

    public init(open: [String]?) { self.open = open?.sorted() }

    init(of solution: Solution, for problem: Problem, on day: Day) {
        self.init(
            open: problem.musts.filter {
                $0.verdict(of: solution, for: problem, on: day) == .notStated
            }.map { Self.name($0) })
    }

    /// A must by what it asks, whatever its reason.
    static func name(_ requirement: Requirement) -> String {
        Requirement(requirement.kind).json.written()
    }
}

/// What was told of every pair that fits, and what has to be kept of it: told once, and again only when
/// the verdict is another one. A pair that fails a must is forgotten, and told when it fits again.
public struct ToldVerdicts: Sendable {
    /// A problem and a solution, by their ids.
    public struct Pair: Hashable, Sendable {
        public let problem: String
        public let solution: String

        public init(problem: String, solution: String) {
            (self.problem, self.solution) = (problem, solution)
        }
    }

    private var verdicts: [String: [String: ToldVerdict]]
    /// What has changed since it was last taken out to be kept; nil for what is forgotten.
    private var unkept: [Pair: ToldVerdict?] = [:]

    public init(_ verdicts: [Pair: ToldVerdict] = [:]) {
        var byProblem: [String: [String: ToldVerdict]] = [:]
        for (pair, verdict) in verdicts {
            byProblem[pair.problem, default: [:]][pair.solution] = verdict
        }
        self.verdicts = byProblem
    }

    /// Every pair that was told and still fits.
    public var pairs: Set<Pair> {
        Set(
            verdicts.flatMap { problem, solutions in
                solutions.keys.map { Pair(problem: problem, solution: $0) }
            })
    }

    subscript(problem: String, solution: String) -> ToldVerdict? {
        get { verdicts[problem]?[solution] }
        set {
            guard verdicts[problem]?[solution] != newValue else { return }
            verdicts[problem, default: [:]][solution] = newValue
            unkept[Pair(problem: problem, solution: solution)] = .some(newValue)
        }
    }

    /// The solutions that were told for a problem.
    func solutions(of problem: String) -> [String] {
        verdicts[problem].map { Array($0.keys) } ?? []
    }

    /// The problems for which anything was told.
    var problems: [String] { Array(verdicts.keys) }

    /// What is to be kept since the last time.
    public mutating func takeUnkept() -> [Pair: ToldVerdict?] {
        defer { unkept = [:] }
        return unkept
    }
}
