import Casework
import HTML
import Reviews

/// What people decided about a child, and what has come since.
struct CaseHistory {
    let item: DeskCase
    let policy: Policy
    let isScoreHidden: Bool

    private var today: Day { London.day(of: item.now) }
    private static let factsAtMost = 20

    /// What the last decision does not cover; empty where it covers everything.
    var news: [Fact] { item.own.decision == nil ? [] : item.own.news }

    /// What changed since the last decision.
    var changes: HTML {
        guard let decision = item.own.decision, !item.own.news.isEmpty else { return "" }
        let facts = item.own.news.sorted { ($1.begins, $1.record.id) < ($0.begins, $0.record.id) }
        let left = facts.count - Self.factsAtMost
        return """
            <section class="since" aria-labelledby="since"><h2 id="since">What changed since \
            \(London.day(of: decision.at).words(near: today))</h2><ul>\
            \(facts.prefix(Self.factsAtMost).map { fact in
                let words = FactWords(fact, on: today)
                return "<li><b>\(words.day)</b>, \(words.line)</li>" as HTML
            })\(left > 0 ? "<li>and \(left) more</li>" : HTML())\
            \(newcomers(decision))</ul></section>

            """
    }

    /// Children of the home whom the last decision did not cover.
    private func newcomers(_ decision: Review) -> [HTML] {
        item.states.filter { state in
            state.child.id != item.own.child.id && state.isWaiting
                && !decision.children.contains(state.child.id)
        }.map { state in
            "<li><b>\(state.child.id.text)</b>, of the same home, waits too and was not part of that decision</li>"
        }
    }

    /// Everybody of the home.
    var home: HTML {
        guard item.states.count > 1 else { return "" }
        let rows = item.states.prefix(40).map { state -> HTML in
            let digest = item.files[state.child.id]?.digest ?? ""
            let name: HTML =
                state.child.id == item.own.child.id
                ? "\(state.child.id.text) (this page)"
                : "<a href=\"/children/\(digest)\">\(state.child.id.text)</a>"
            return "<tr><td>\(name)</td><td>\(standing(state))</td><td>\(latest(state))</td></tr>"
        }
        return """
            <section><h2>In the same home</h2>
            <p class="lead small">Each child keeps a story of their own; one decision can cover several.</p>
            \(scrolling("In the same home", """
                <table><caption class="unseen">Children of the same home</caption><thead><tr>\
                <th scope="col">Child</th><th scope="col">Second look</th><th scope="col">Now</th></tr>\
                </thead><tbody>\(rows)</tbody></table>
                """))</section>

            """
    }

    private func standing(_ state: ChildState) -> String {
        if state.isBack { return "back with new evidence" }
        if state.isWaiting { return "waits for the first time" }
        if let decision = state.decision {
            return "decided \(London.day(of: decision.at).near(today))"
        }
        return "none waits"
    }

    private func latest(_ state: ChildState) -> String {
        guard let file = item.files[state.child.id] else { return "" }
        let story = policy.story(of: file.chronology, at: item.now)
        guard let episode = story.episodes.last else { return "never open" }
        return episode.ending.map { "closed \($0.day.near(today))" }
            ?? "open since \(episode.openedOn.words(near: today))"
    }

    /// What was decided, put off or thought, the last first.
    var decisions: HTML {
        let acts = item.own.child.acts.reversed().compactMap(told)
        guard !acts.isEmpty else { return "" }
        return """
            <section><h2 id="decisions">What was decided</h2>
            <ol class="decisions">\(acts.prefix(40))</ol></section>

            """
    }

    private func told(_ review: Review) -> HTML? {
        let when = "\(London.day(of: review.at).words(near: today)), \(review.at.timeOfDay)"
        let who =
            "\(review.by.name), \(review.by.role.rawValue == "duty" ? "duty worker" : review.by.role.rawValue)"
        switch review.act {
        case .decided(let judgement):
            var meta = [who]
            if let view = judgement.firstView {
                meta.append("first view: \(view.decision.words.lowercasedFirst)")
            }
            if !isScoreHidden { meta.append("score then \(judgement.score)") }
            return """
                <li><p><b>\(when): \(judgement.decision.past)</b></p>\
                <blockquote>\(paragraphs(judgement.reason))</blockquote>\
                <p class="meta">\(meta.joined(separator: " · "))</p></li>
                """
        case .snoozed(let until, let reason, _):
            return """
                <li><p><b>\(when): put off until \(until.since(today))</b></p>\
                <blockquote>\(paragraphs(reason))</blockquote><p class="meta">\(who)</p></li>
                """
        case .taken, .released, .viewed: return nil
        }
    }

    private func paragraphs(_ text: String) -> [HTML] {
        text.split(separator: "\n").map { "<p>\(String($0))</p>" }
    }
}

extension Day {
    /// `18 November`, with the year where it is another than that of `today`.
    func words(near today: Day) -> String {
        date.year == today.date.year ? wordsWithoutYear : words
    }
}
