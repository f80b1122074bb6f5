import Catalogue
import HTML
import Matching

/// Up to four solutions side by side, in the light of a problem if there is one.
struct ComparisonPage {
    let solutions: [Solution]
    /// Asked for and not shown: more than four, or not in the catalogue.
    let left: Int
    let problem: Problem?
    let present: Snapshot

    static let most = 4

    init(_ ids: [String], problem: Problem?, in present: Snapshot) {
        var seen: Set<String> = []
        let wanted = ids.filter { seen.insert($0).inserted }
        let known = wanted.compactMap { present.solution($0) }
        solutions = Array(known.prefix(Self.most))
        left = wanted.count - solutions.count
        self.problem = problem
        self.present = present
    }

    var page: Page { Page(title: heading, section: .search, main: main) }

    private var heading: String {
        switch solutions.count {
        case 0: "Nothing to compare"
        case 1: "\(solutions[0].name), by itself"
        default: "\(counted(solutions.count, "solution")) side by side"
        }
    }

    private var main: HTML {
        guard !solutions.isEmpty else {
            return """
                <h1>\(heading)</h1><p class="lead">Choose up to four solutions by the box beneath each \
                in a list, and press “Compare the chosen”.</p>
                <p><a href="/">Search what is catalogued</a></p>
                """
        }
        return """
            <p class="back">\(back)</p>
            <h1>\(heading)</h1>
            <p class="lead">\(lead)</p>\(caution)
            \(ComparisonTable(solutions: solutions, problem: problem, present: present).html)
            """
    }

    private var back: HTML {
        guard let problem else { return "<a href=\"/\">Search</a>" }
        return "<a href=\"/problems/\(problem.id)\">\(problem.title)</a>"
    }

    private var lead: String {
        guard let problem else { return "What is not stated is said to be so; it is not a no." }
        let size = problem.units.isEmpty ? "" : " Prices are for \(problem.units.words)."
        return "For “\(problem.title)”.\(size) What is not stated is said to be so; it is not a no."
    }

    private var caution: HTML {
        guard left > 0 else { return "" }
        return """
            <p class="caution">\(left == 1 ? "One more was" : "\(left) more were") asked for and not \
            shown: four at most stand side by side, and what was withdrawn does not.</p>
            """
    }
}
