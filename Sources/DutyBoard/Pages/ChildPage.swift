import Casework
import HTML
import Reviews

/// All that is known about one child and what its reader can do: what changed since the last
/// decision, the story, the decision, and then the reasons and the records.
struct ChildPage {
    let item: DeskCase
    let policy: Policy
    private let panel: DecisionPanel
    private let history: CaseHistory
    private let story: Story
    private let score: Score
    private let records: RecordTable
    private let isScoreHidden: Bool

    private var file: ChildFile { item.file }
    private var now: Moment { item.now }

    /// - Parameters:
    ///   - field: what every form has to have in it.
    ///   - draft: what was typed before, to be put back.
    ///   - notice: why what was tried did not take effect.
    ///   - page: which page of the records is shown, from 1.
    init(
        item: DeskCase, policy: Policy, reader: Reviewer, field: HTML, draft: Draft = Draft(),
        notice: String? = nil, page: Int = 1
    ) {
        self.item = item
        self.policy = policy
        panel = DecisionPanel(
            item: item, policy: policy, reader: reader, field: field, draft: draft, notice: notice)
        isScoreHidden = item.isScoreHidden(under: policy)
        history = CaseHistory(item: item, policy: policy, isScoreHidden: isScoreHidden)
        story = policy.story(of: item.file.chronology, at: item.now)
        score = Score(of: story, under: policy)
        records = RecordTable(
            chronology: item.file.chronology, story: story, page: page,
            fresh: Set(history.news.map(\.record)))
    }

    var title: String { file.id.text }

    var main: HTML {
        let words = ChildWords(id: file.id.text, story: story)
        return """
            <p class="back"><a href="/">Second looks</a></p>
            <h1>\(words.heading)</h1>
            <p class="lead">\(words.lead)</p>
            \(records.clashes)\(facts)
            <p class="jump"><a href="#decide">Go to the decision</a></p>
            <div class="desk"><div class="story">\(history.changes)
            <section><h2>What happened</h2>
            \(scrolling("Chronology", fromTheEnd: true, picture))</section>
            \(history.home)\(history.decisions)\(why)
            \(AlertList(file: file, policy: policy, now: now).html)</div>
            \(panel.html)</div>
            <section><h2 id="records">Records</h2>
            \(records.html)</section>

            """
    }

    private var picture: HTML {
        LargeChronology(
            story: story, chronology: file.chronology, policy: policy, showsScore: !isScoreHidden
        ).svg
    }

    private var why: HTML {
        if isScoreHidden {
            return """
                <section><h2 id="why">The score</h2><p>It is shown, with each of its reasons, once \
                whoever has the case has given a first view.</p></section>

                """
        }
        return """
            <section><h2 id="why">\(score.total > 0 ? "Why \(score.total)" : "Nothing counts today")</h2>
            \(ReasonTable(score: score, story: story, policy: policy, records: records).html)</section>

            """
    }

    private var facts: HTML {
        let band = policy.bands[policy.bandIndex(of: score.total)].name
        let badge: HTML =
            isScoreHidden
            ? "<span class=\"badge veiled\">after the first view</span>"
            : """
            <span class="badge \(policy.shade(of: score.total))">\(score.total), \(band)</span>
            """
        return """
            <dl class="facts">\(fact("Score now", badge))\(dueFact)\(holderFact)\(returnsFact)\
            \(openFact)</dl>
            """
    }

    private func fact(_ name: String, _ value: HTML) -> HTML {
        "<div><dt>\(name)</dt><dd>\(value)</dd></div>"
    }

    private var dueFact: HTML {
        guard let row = item.row, item.own.isWaiting else {
            return fact("Second look", item.own.decision == nil ? "none waits" : "decided")
        }
        guard let due = row.due else { return fact("Second look due", "no due time") }
        let words = DueWords(due, at: now)
        return fact(
            "Second look due",
            "<span\(attribute: "class", words.isLate ? "late" : nil)>\(words.text)</span>")
    }

    private var holderFact: HTML {
        guard let hold = item.own.hold else { return "" }
        return fact(
            "With", "\(hold.by.name), until \(hold.until.until(London.day(of: now)))")
    }

    private var returnsFact: HTML {
        let start = story.today.adding(months: -12)
        let recent = story.loops.count { $0.next.openedOn > start }
        return fact("Returns", "\(recent == 0 ? "none" : "\(recent)") in 12 months")
    }

    private var openFact: HTML {
        guard let latest = story.episodes.last else { return "" }
        guard let ending = latest.ending else {
            return fact("Open since", HTML(escaping: latest.openedOn.words))
        }
        return fact("Closed on", HTML(escaping: ending.day.words))
    }
}
