import Casework
import HTML

/// The board as people see it.
struct BoardPage {
    let board: Board
    let policy: Policy

    /// What the script fetches again and again, and what stands on the page in the first place.
    var fragment: HTML {
        """
        <div id="board" data-position="\(board.bookmark.text)" \
        data-rows="\(board.filter.address("/rows"))">
        <div class="answer"><h1>\(board.heading)</h1><div id="news" role="status"></div></div>
        <p class="lead">\(board.lead)</p>
        <div class="cautions">\(board.cautions.map(caution))</div>
        \(chips)
        \(rows)\(turning)\(withdrawn)
        </div>

        """
    }

    private func caution(_ text: String) -> HTML { "<p class=\"caution\">\(text)</p>\n" }

    private var chips: HTML {
        guard !board.rules.isEmpty else { return "" }
        let all = chip("All", board.total, BoardFilter())
        let rules = board.rules.map { chip($0.title, $0.count, BoardFilter(rule: $0.name)) }
        return """
            <ul class="chips" aria-label="Show">\(all)\(rules)</ul>
            """
    }

    private func chip(_ title: String, _ count: Int, _ filter: BoardFilter) -> HTML {
        let current: String? = filter.rule == board.filter.rule ? "true" : nil
        return """
            <li><a href="\(address: filter.address())"\(attribute: "aria-current", current)>\
            \(title) <b>\(count)</b></a></li>
            """
    }

    private var rows: HTML {
        guard !board.page.isEmpty else {
            let isBeyond = !board.cases.isEmpty
            return isBeyond ? "<p>There is no such page any more.</p>" : ""
        }
        let first = (board.filter.page - 1) * Board.rowsPerPage + 1
        return """
            <ol class="rows" start="\(first)" aria-label="Cases, most pressing first">\
            \(board.page.map { CaseRow(policy: policy, board: board).standing($0) })</ol>
            """
    }

    private var turning: HTML {
        guard board.pages > 1 else { return "" }
        let page = board.filter.page
        let before = min(page - 1, board.pages)
        let left = board.cases.count - page * Board.rowsPerPage
        let back: HTML =
            page > 1
            ? turn(before, "Show the \(Board.rowsPerPage) before") : ""
        let on: HTML =
            left > 0 ? turn(page + 1, "Show the next \(min(left, Board.rowsPerPage))") : ""
        return """
            <nav class="turning" aria-label="More cases"><p>Page \(page) of \(board.pages)</p>\
            \(back)\(on)</nav>
            """
    }

    private func turn(_ page: Int, _ words: String) -> HTML {
        "<a href=\"\(address: board.filter.with(page: page).address())\">\(words)</a>"
    }

    private var withdrawn: HTML {
        guard !board.withdrawn.isEmpty else { return "" }
        let row = CaseRow(policy: policy, board: board)
        return """
            <section><h2>Withdrawn in the last 24 hours</h2>
            <ol class="rows" id="withdrawn">\
            \(board.withdrawn.prefix(Board.withdrawnAtMost).map(row.withdrawn))</ol></section>
            """
    }
}
