import Casework
import HTML

/// One case on the board.
struct CaseRow {
    let policy: Policy
    let board: Board

    func standing(_ item: BoardCase) -> HTML {
        let due = DueWords(item.due, at: board.now)
        return """
            <li class="row" id="case-\(item.file.digest)">\
            <div class="score \(policy.shade(of: item.score))">\
            <span class="unseen">Score</span><strong>\(item.score)</strong>\
            <span>\(policy.bands[item.band].name)</span></div>\
            <div class="case"><p class="why"><a href="/children/\(item.file.digest)">\
            \(item.file.id.text)</a>. \(item.sentence)</p>\
            <p class="meta">\(item.meta(on: board.today))</p></div>\
            \(spark(item.file))\
            <div class="due\(due.isLate ? " late" : "")"><b>\(due.main)</b> by \(due.by)</div></li>

            """
    }

    func withdrawn(_ item: WithdrawnCase) -> HTML {
        """
        <li class="row gone" id="case-\(item.file.digest)">\
        <div class="score shade1"><strong aria-hidden="true">–</strong><span>withdrawn</span></div>\
        <div class="case"><p class="why"><a href="/children/\(item.file.digest)">\
        \(item.file.id.text)</a>. <s>\(item.sentence)</s></p>\
        <p class="meta">\(item.meta(on: board.today))</p></div>\
        \(spark(item.file))<div class="due"></div></li>

        """
    }

    private func spark(_ file: ChildFile) -> HTML {
        let story = policy.story(of: file.chronology, at: board.now)
        return "<div class=\"spark\">\(SmallChronology(story: story).svg)</div>"
    }
}

extension Policy {
    /// The class of a score's colour: four shades of one hue, from grey to plum, whatever the
    /// number of bands.
    func shade(of score: Int) -> String {
        let last = max(1, bands.count - 1)
        return "shade\(1 + (bandIndex(of: score) * 3 + last / 2) / last)"
    }
}
