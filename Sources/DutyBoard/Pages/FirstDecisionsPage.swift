import Casework
import HTML
import Reviews

/// The statutory clock: children about whom nobody has decided in time what is to be done.
struct FirstDecisionsPage {
    let board: DeskBoard
    let policy: Policy
    /// From 1.
    let page: Int

    private static let rowsPerPage = 100

    private var history: [FirstDecision] { board.firstDecisions.filter(isHistory) }
    private var due: [FirstDecision] { board.firstDecisions.filter { !isHistory($0) } }

    private func isHistory(_ item: FirstDecision) -> Bool {
        policy.desk.goingLive.map { item.alert.raisedAt.day < $0 } ?? false
    }

    var heading: String {
        if due.isEmpty {
            guard board.progress.failure == nil else { return "The board cannot be read" }
            guard board.progress.isCaughtUp else { return "Reading the records" }
            return "No first decision is overdue"
        }
        let number = count(due.count).capitalizedFirst
        return due.count == 1
            ? "One first decision is overdue" : "\(number) first decisions are overdue"
    }

    var fragment: HTML {
        """
        <div id="board" data-position="\(board.bookmark.text)" \
        data-rows="/first-decisions/rows\(page > 1 ? "?page=\(page)" : "")">
        <div class="answer"><h1>\(heading)</h1><div id="news" role="status"></div></div>
        <p class="lead">A decision is due within a working day of a contact or a referral. The longest \
        is first. A second look is another question, and stands in the queue.</p>
        <div class="cautions">\(board.progress.cautions.map { "<p class=\"caution\">\($0)</p>\n" as HTML })</div>
        \(list)\(before)
        </div>

        """
    }

    private var list: HTML {
        let shown = due.dropFirst((page - 1) * Self.rowsPerPage).prefix(Self.rowsPerPage)
        guard !shown.isEmpty else {
            return due.isEmpty ? "" : "<p>There is no such page any more.</p>"
        }
        return """
            <section class="part"><h2 class="unseen">Children</h2>\
            <ol class="rows" start="\((page - 1) * Self.rowsPerPage + 1)">\(shown.map(row))</ol>\
            \(turning)</section>

            """
    }

    private func row(_ item: FirstDecision) -> HTML {
        let words = DueWords(item.alert.dueAt, at: board.now)
        let digest = board.files[item.child]?.digest ?? ""
        let more = item.count > 1 ? " \(counted(item.count, "record")) wait." : ""
        return """
            <li class="row brief plain" id="clock-\(digest)"><div class="case">\
            <h3><a href="/children/\(digest)">\(item.alert.sentence.withoutFullStop)\
            <span class="unseen">, \(item.child.text)</span></a></h3>\
            <p class="meta">\(item.child.text).\(more)</p></div>\
            <p class="due"><b\(attribute: "class", words.isLate ? "late" : nil)>\(words.text)</b></p></li>

            """
    }

    private var turning: HTML {
        let left = due.count - page * Self.rowsPerPage
        guard page > 1 || left > 0 else { return "" }
        let back: HTML =
            page > 1
            ? "<a href=\"/first-decisions?page=\(page - 1)\">Show the \(Self.rowsPerPage) before</a>"
            : ""
        let on: HTML =
            left > 0
            ? "<a href=\"/first-decisions?page=\(page + 1)\">Show the next \(min(left, Self.rowsPerPage))</a>"
            : ""
        return "<nav class=\"turning\" aria-label=\"More children\">\(back)\(on)</nav>"
    }

    /// What was overdue before the council went live is known, and has no due time.
    private var before: HTML {
        guard !history.isEmpty, let live = policy.desk.goingLive else { return "" }
        return """
            <section class="part"><h2>From before \(live.words)</h2>
            <p class="lead">\(counted(history.count, "child", "children")) had no decision on record \
            when Second Look began. That is history: it has no due time here. Their pages show it.</p></section>

            """
    }
}
