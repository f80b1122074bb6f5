import HTTPServer

/// Which part of the queue somebody wants to see.
struct DeskFilter: Hashable, Sendable {
    enum Show: String, CaseIterable, Sendable {
        /// What is with somebody, what is to take today, and what waits beyond.
        case today
        /// What came back with new evidence since a decision.
        case back
        /// What is past due and with nobody.
        case late
        /// What is put off.
        case snoozed
        /// Every row, in one list.
        case everything
    }

    var show: Show
    /// From 1.
    var page: Int

    init(_ show: Show = .today, page: Int = 1) {
        self.show = show
        self.page = page
    }

    /// What an address asks for. What makes no sense there is left out rather than refused: the
    /// day's list is a good answer.
    init(_ query: Query) {
        show = query["show"].flatMap { Show(rawValue: $0) } ?? .today
        page = max(1, min(query["page"].flatMap { Int($0) } ?? 1, 100_000))
    }

    /// The address of this part under a path.
    func address(_ path: String = "/") -> String {
        let items = [
            show == .today ? nil : "show=\(show.rawValue)", page > 1 ? "page=\(page)" : nil,
        ].compactMap(\.self)
        return items.isEmpty ? path : "\(path)?\(items.joined(separator: "&"))"
    }

    func with(page: Int) -> DeskFilter { DeskFilter(show, page: page) }
}
