import Casework
import HTML

/// All that is known about one child: the story first, then the score with its reasons, the alerts
/// and the records.
struct ChildPage {
    let file: ChildFile
    let policy: Policy
    let now: Moment
    private let story: Story
    private let score: Score
    private let records: RecordTable

    /// - Parameter page: which page of the records is shown, from 1.
    init(file: ChildFile, policy: Policy, at now: Moment, page: Int = 1) {
        self.file = file
        self.policy = policy
        self.now = now
        story = policy.story(of: file.chronology, at: now)
        score = Score(of: story, under: policy)
        records = RecordTable(chronology: file.chronology, story: story, page: page)
    }

    var title: String { file.id.text }

    var main: HTML {
        let words = ChildWords(id: file.id.text, story: story)
        return """
            <p class="back"><a href="/">Board</a></p>
            <h1>\(words.heading)</h1>
            <p class="lead">\(words.lead)</p>
            \(records.clashes)\(facts)
            <h2>What happened</h2>
            \(scrolling("Chronology", fromTheEnd: true, picture))
            <div class="two"><section><h2 id="why">\(score.total > 0 ? "Why \(score.total)" : "Nothing counts today")</h2>
            \(ReasonTable(score: score, story: story, policy: policy, records: records).html)</section>
            \(AlertList(file: file, policy: policy, now: now).html)</div>
            <h2 id="records">Records</h2>
            \(records.html)

            """
    }

    private var picture: HTML {
        LargeChronology(story: story, chronology: file.chronology, policy: policy).svg
    }

    private var facts: HTML {
        let band = policy.bands[policy.bandIndex(of: score.total)].name
        let badge: HTML = """
            <span class="badge \(policy.shade(of: score.total))">\(score.total), \(band)</span>
            """
        return """
            <dl class="facts">\(fact("Score now", badge))\(dueFact)\(loopFact)\(openFact)</dl>
            """
    }

    private func fact(_ name: String, _ value: HTML) -> HTML {
        "<div><dt>\(name)</dt><dd>\(value)</dd></div>"
    }

    private var dueFact: HTML {
        guard let due = file.alerts.filter(\.stands).map(\.alert.dueAt).min() else {
            return fact("A look is due", "no alert stands")
        }
        let words = DueWords(due, at: now)
        return fact(
            "A look is due",
            words.isLate
                ? "<span class=\"late\">\(words.main)</span>, by \(words.by)" : "by \(words.by)")
    }

    private var loopFact: HTML {
        let start = story.today.adding(months: -12)
        let recent = story.loops.count { $0.next.openedOn > start }
        return fact("Loops", "\(recent == 0 ? "none" : "\(recent)") in 12 months")
    }

    private var openFact: HTML {
        guard let latest = story.episodes.last else { return "" }
        guard let ending = latest.ending else {
            return fact("Open since", HTML(escaping: latest.openedOn.words))
        }
        return fact("Closed on", HTML(escaping: ending.day.words))
    }
}
