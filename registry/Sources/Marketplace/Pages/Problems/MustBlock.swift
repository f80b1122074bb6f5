import Catalogue
import HTML
import Matching

/// What the musts set aside, and the choices that the reader has about them.
struct MustBlock {
    let sheet: MatchSheet
    let present: Snapshot
    let view: ProblemView
    let today: Day

    private var problem: Problem { sheet.shortlist.problem }

    var html: HTML {
        """
        <div id="sum"><p class="sum">\(sheet.removals(present.terms))</p>
        <p class="meta">\(silence) \(day)</p>\(table)</div>
        """
    }

    private var silence: HTML {
        let other = view.with { $0.silence = view.silence == .included ? .excluded : .included }
        let link = other.address(of: problem.id)
        return view.silence == .included
            ? "What is not stated is kept and marked: <a href=\"\(link)\">leave it out</a>."
            : "What is not stated is left out: <a href=\"\(link)\">keep and mark it</a>."
    }

    private var day: HTML {
        if let chosen = view.day, chosen != today {
            let back = view.with { $0.day = nil }.address(of: problem.id)
            return """
                Certificates, frameworks and levels are judged on \(chosen.spoken): \
                <a href="\(back)">judge them today</a>.
                """
        }
        guard let deadline = problem.deadline, deadline > today else {
            return "Dates are judged today, \(today.spoken)."
        }
        let later = view.with { $0.day = deadline }.address(of: problem.id)
        return """
            Dates are judged today, \(today.spoken): \
            <a href="\(later)">judge them on \(deadline.spoken)</a>, when it is wanted.
            """
    }

    private var table: HTML {
        let removals = sheet.shortlist.removals
        guard !removals.isEmpty else { return "" }
        return """
            <details class="more"><summary>What each must sets aside</summary>
            \(scrolling(
                "What each must sets aside",
                """
                <table><caption class="unseen">What each must sets aside</caption><thead><tr>\
                <th scope="col">Must</th><th scope="col" class="n">If it were the only one</th>\
                <th scope="col" class="n">By it alone</th>\
                <th scope="col" class="n">Not stated by</th></tr></thead>\
                <tbody>\(removals.map(row))</tbody></table>
                """))</details>
            """
    }

    private func row(_ removal: Shortlist.Removal) -> HTML {
        let note: HTML =
            removal.must.note.map { "<br><span class=\"small quiet\">\($0)</span>" } ?? ""
        return """
            <tr><th scope="row">\(removal.must.words(in: problem.currency, present.terms).capitalizedFirst)\
            \(note)</th><td class="n">\(removal.alone)</td><td class="n">\(removal.byItAlone)</td>\
            <td class="n">\(removal.notStated)</td></tr>
            """
    }
}
