import Casework
import HTML
import Reviews

/// The queue as one of its readers sees it.
struct QueuePage {
    let board: DeskBoard
    let filter: DeskFilter
    let policy: Policy
    let reader: Reviewer
    private let words: DeskWords
    private let rows: QueueRow

    /// The most rows on one page of a list, and of those beyond today on the day's page.
    static let rowsPerPage = 100
    private static let beyondAtMost = 20
    private static let goneAtMost = 20

    init(board: DeskBoard, filter: DeskFilter, policy: Policy, reader: Reviewer) {
        self.board = board
        self.filter = filter
        self.policy = policy
        self.reader = reader
        words = DeskWords(board: board, filter: filter, reader: reader)
        rows = QueueRow(board: board, policy: policy, reader: reader)
    }

    var heading: String { words.heading }

    /// What the script fetches again and again, and what stands on the page in the first place.
    var fragment: HTML {
        """
        <div id="board" data-position="\(board.bookmark.text)" \
        data-rows="\(filter.address("/rows"))">
        <div class="answer"><h1>\(heading)</h1><div id="news" role="status"></div></div>
        <p class="lead">\(words.lead)</p>
        <div class="cautions">\(board.progress.cautions.map(caution))</div>
        \(day)\(views)
        \(filter.show == .today ? sections : list)
        </div>

        """
    }

    /// The form that the buttons of all rows send; what they mean, each says itself.
    static func form(for field: HTML) -> HTML {
        "<form id=\"desk\" method=\"post\" action=\"/\">\(field)</form>\n"
    }

    private func caution(_ text: String) -> HTML { "<p class=\"caution\">\(text)</p>\n" }

    private var day: HTML {
        guard filter.show == .today, !board.queue.rows.isEmpty else {
            return "<div class=\"day\"></div>"
        }
        return DayBar(
            decided: board.queue.decidedToday, mine: words.mine.count,
            others: words.colleagues.count, left: board.queue.today.count
        ).html
    }

    private var views: HTML {
        let queue = board.queue
        guard !queue.rows.isEmpty || filter.show != .today else {
            return "<nav class=\"views\"></nav>"
        }
        let items: [(DeskFilter.Show, String, Int?)] = [
            (.today, "Today", nil), (.back, "New evidence since a decision", queue.back.count),
            (.late, "Past due", queue.pastDue.count), (.snoozed, "Put off", queue.snoozed.count),
            (.everything, "Everything", queue.rows.count),
        ]
        return """
            <nav class="views" aria-label="Show"><ul>\(items.map { show, name, number in
                let current: String? = show == filter.show ? "true" : nil
                return """
                    <li><a href="\(address: DeskFilter(show).address())"\
                    \(attribute: "aria-current", current)>\(name)\(number.map { ", \($0)" } ?? "")\
                    </a></li>
                    """ as HTML
            })</ul></nav>
            """
    }

    private var sections: HTML {
        let queue = board.queue
        return """
            \(section("mine", "With you", words.mine, rows.whole))\
            \(section("today", "To take, most pressing first", queue.today, rows.whole))\
            \(section("others", "With a colleague", words.colleagues, rows.brief))\
            \(beyond)\(gone)
            """
    }

    private func section(
        _ id: String, _ title: String, _ items: [Row], _ draw: (Row) -> HTML
    ) -> HTML {
        guard !items.isEmpty else { return "" }
        return """
            <section class="part" id="\(id)"><h2>\(title)</h2>
            <ol class="rows">\(items.map(draw))</ol></section>

            """
    }

    private var beyond: HTML {
        let items = board.queue.beyond
        guard !items.isEmpty else { return "" }
        let left = items.count - Self.beyondAtMost
        let oldest = items.map(\.since).min().map {
            "; the longest has waited since \($0.since(board.today))"
        }
        let more: HTML =
            left > 0
            ? """
            <p><a href="\(address: DeskFilter(.everything).address())">Show the other \(left)</a></p>
            """ : ""
        return """
            <section class="part" id="beyond"><h2>Beyond today, \(counted(items.count, "household"))</h2>
            <p class="lead">Nothing here is dropped. The first move up as today’s list is \
            done\(oldest ?? "").</p>
            <ol class="rows">\(items.prefix(Self.beyondAtMost).map(rows.brief))</ol>\(more)</section>

            """
    }

    private var gone: HTML {
        guard !board.gone.isEmpty else { return "" }
        return """
            <section class="part" id="gone"><h2>Gone from the queue since the last working day</h2>
            <ol class="rows">\(board.gone.prefix(Self.goneAtMost).map(rows.gone))</ol></section>

            """
    }

    /// One list of rows, over several pages where they are many.
    private var list: HTML {
        let items =
            switch filter.show {
            case .today, .everything: board.queue.rows
            case .back: board.queue.back
            case .late: board.queue.pastDue
            case .snoozed: board.queue.snoozed
            }
        let page = items.dropFirst((filter.page - 1) * Self.rowsPerPage).prefix(Self.rowsPerPage)
        guard !page.isEmpty else {
            return items.isEmpty ? "" : "<p>There is no such page any more.</p>"
        }
        return """
            <section class="part" id="list"><h2 class="unseen">Households</h2>
            <ol class="rows" start="\((filter.page - 1) * Self.rowsPerPage + 1)">\
            \(page.map(rows.any))</ol>\(turning(items.count))</section>
            """
    }

    private func turning(_ count: Int) -> HTML {
        let pages = (count + Self.rowsPerPage - 1) / Self.rowsPerPage
        guard pages > 1 else { return "" }
        let left = count - filter.page * Self.rowsPerPage
        let back: HTML =
            filter.page > 1
            ? turn(filter.page - 1, "Show the \(Self.rowsPerPage) before") : ""
        let on: HTML =
            left > 0
            ? turn(filter.page + 1, "Show the next \(min(left, Self.rowsPerPage))") : ""
        return """
            <nav class="turning" aria-label="More households"><p>Page \(filter.page) of \(pages)</p>\
            \(back)\(on)</nav>
            """
    }

    private func turn(_ page: Int, _ words: String) -> HTML {
        "<a href=\"\(address: filter.with(page: page).address())\">\(words)</a>"
    }
}
