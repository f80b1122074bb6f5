import Catalogue
import HTTPServer
import Matching

/// How somebody wants to see a problem's matches, as the address says it.
struct ProblemView: Hashable {
    var silence = Silence.included
    /// The day that dates are judged on; nil for today.
    var day: Day?
    /// Whether the solutions are shown that share few words with the problem.
    var isLong = false

    static let places = 10
    static let longPlaces = 50

    init() {}

    init(_ query: Query) {
        silence = query["not-stated"].flatMap { Silence(rawValue: $0) } ?? .included
        day = query["on"].flatMap { Day($0) }
        isLong = query["show"] == "all"
    }

    var limit: Int { isLong ? Self.longPlaces : Self.places }

    func with(_ change: (inout ProblemView) -> Void) -> ProblemView {
        var view = self
        change(&view)
        return view
    }

    /// What stands behind the path, beginning with a question mark; empty for the plain page.
    var suffix: String {
        var parts: [String] = []
        if silence == .excluded { parts.append("not-stated=excluded") }
        if let day { parts.append("on=\(day)") }
        if isLong { parts.append("show=all") }
        return parts.isEmpty ? "" : "?" + parts.joined(separator: "&")
    }

    func address(of problem: String) -> String { "/problems/\(problem)\(suffix)" }
}
