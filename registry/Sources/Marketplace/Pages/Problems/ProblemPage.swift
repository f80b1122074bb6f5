import Catalogue
import HTML
import Matching

/// A problem with the solutions that fit it, and why.
struct ProblemPage {
    let problem: Problem
    let revision: Int
    let present: Snapshot
    let view: ProblemView
    /// The day it really is; the snapshot is judged on the view's.
    let today: Day
    private let sheet: MatchSheet

    init(
        _ versioned: Versioned<Problem>, in present: Snapshot, view: ProblemView, today: Day
    ) {
        problem = versioned.entry
        revision = versioned.revision
        self.present = present
        self.view = view
        self.today = today
        sheet = MatchSheet(
            present.shortlist(for: versioned.entry, silence: view.silence, limit: view.limit),
            in: present)
    }

    var page: Page {
        Page(
            title: "\(sheet.heading) - \(problem.title)", section: .problems, needsScript: true,
            feed: "/problems/\(problem.id)/feed", main: main)
    }

    private var main: HTML {
        """
        <p class="back"><a href="/problems">Problems</a></p>
        <div class="answer"><h1>\(sheet.heading)</h1><div id="news" role="status"></div></div>
        <p class="meta" id="following" hidden></p>
        \(NeedBlock(problem: problem, revision: revision, present: present).html)
        \(MustBlock(sheet: sheet, present: present, view: view, today: today).html)
        <div id="live" data-events="/problems/\(problem.id)/stream">\
        \(MatchLists(sheet: sheet, present: present, view: view).html)</div>
        \(ComparisonForm(problem: problem.id).html)
        \(keeping)\(fairness)\(joint)
        """
    }

    private var keeping: HTML {
        let record = "/problems/\(problem.id)/shortlist.json\(view.suffix)"
        return """
            <h2>Take it with you</h2>
            <ul class="plain"><li><a href="\(record)" download="shortlist-\(problem.id).json">Save \
            this shortlist as a record</a>: who was considered, what each must removed and every \
            reason, with the versions that make it again byte for byte</li>
            <li><a href="/problems/\(problem.id)/feed">Follow by feed</a>: once for each solution \
            that comes to fit</li></ul>
            """
    }

    private var fairness: HTML {
        let sizes = sheet.shortlist.fairness
        guard sizes.stated > 0 else { return "" }
        return """
            <p class="meta">\(sizes.fromSMEs) of the first \(sizes.solutions) come from small and \
            medium-sized enterprises. <a href="/fairness">Who is shown</a></p>
            """
    }

    private var joint: HTML {
        let others = present.alike(problem.id)
        guard !others.isEmpty else { return "" }
        return """
            <h2>Councils with a problem like this</h2>
            <p class="meta">Buying together may cost each of you less. How alike two problems are is \
            told from their words alone.</p>
            <ul class="plain">\(others.map(other))</ul>
            """
    }

    private func other(_ problem: Problem, _ likeness: Double) -> HTML {
        """
        <li><a href="/problems/\(problem.id)">\(problem.title)</a> \
        <span class="meta">\(present.name(ofOrganisation: problem.council)), alike by \
        \(hundredths(likeness)) of 100</span></li>
        """
    }
}
