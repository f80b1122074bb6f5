import Casework
import HTTPServer

/// Which part of the board somebody wants to see.
struct BoardFilter: Hashable, Sendable {
    /// A rule's name; nil for all.
    var rule: String?
    /// From 1.
    var page: Int

    init(rule: String? = nil, page: Int = 1) {
        self.rule = rule
        self.page = page
    }

    /// What an address asks for. What makes no sense there is left out rather than refused: the
    /// whole board is a good answer.
    init(_ query: Query) {
        rule = query["rule"].flatMap { name in
            rulesInForce.contains { $0.name == name } ? name : nil
        }
        page = max(1, min(query["page"].flatMap { Int($0) } ?? 1, 100_000))
    }

    /// The address of this part under a path.
    func address(_ path: String = "/") -> String {
        let items = [
            rule.map { "rule=\($0)" }, page > 1 ? "page=\(page)" : nil,
        ].compactMap(\.self)
        return items.isEmpty ? path : "\(path)?\(items.joined(separator: "&"))"
    }

    func with(page: Int) -> BoardFilter { BoardFilter(rule: rule, page: page) }
}
