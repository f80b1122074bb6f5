import Catalogue
import HTTPServer
import Matching

/// What somebody searches for, as the address says it. The address can be shared: it holds
/// everything.
struct SearchView: Hashable {
    var words = ""
    var chosen: [Facet: Set<String>] = [:]
    /// Whether a solution stays that says nothing about what was chosen.
    var silence = Silence.excluded
    /// From 1.
    var page = 1

    static let rowsPerPage = 20

    init() {}

    init(_ query: Query) {
        words = (query["q"] ?? "").trimmed
        for facet in Facet.allCases {
            let terms = Set(query.values(of: facet.rawValue).filter { !$0.isEmpty })
            if !terms.isEmpty { chosen[facet] = terms }
        }
        silence = query["not-stated"].flatMap { Silence(rawValue: $0) } ?? .excluded
        page = min(1_000_000, max(1, query["page"].flatMap { Int($0) } ?? 1))
    }

    var search: Search { Search(words: words, chosen: chosen, silence: silence) }

    var address: String {
        var parts: [String] = []
        if !words.isEmpty { parts.append("q=\(words.addressEncoded)") }
        for choice in choices {
            parts.append("\(choice.facet.rawValue)=\(choice.term.addressEncoded)")
        }
        if silence == .included { parts.append("not-stated=included") }
        if page > 1 { parts.append("page=\(page)") }
        return parts.isEmpty ? "/" : "/?" + parts.joined(separator: "&")
    }

    /// One thing that was chosen.
    struct Choice: Hashable {
        let facet: Facet
        let term: String
    }

    /// In a fixed order.
    var choices: [Choice] {
        Facet.allCases.flatMap { facet in
            (chosen[facet] ?? []).sorted().map { Choice(facet: facet, term: $0) }
        }
    }

    func without(_ choice: Choice) -> SearchView {
        var view = self
        view.chosen[choice.facet]?.remove(choice.term)
        if view.chosen[choice.facet]?.isEmpty == true { view.chosen[choice.facet] = nil }
        view.page = 1
        return view
    }

    func with(_ change: (inout SearchView) -> Void) -> SearchView {
        var view = self
        change(&view)
        return view
    }
}
