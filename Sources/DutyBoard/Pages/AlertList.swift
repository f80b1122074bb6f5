import Casework
import HTML
import Reviews

/// The alerts about one child: those that stand, and those that were withdrawn and why.
struct AlertList {
    let file: ChildFile
    let policy: Policy
    let now: Moment

    /// The most alerts listed of those that stand, and of those that were withdrawn.
    private static let atMost = 50

    var html: HTML {
        guard !file.alerts.isEmpty else { return "" }
        let open = file.alerts.filter(\.stands).sorted { $0.alert.dueAt < $1.alert.dueAt }
        let gone = file.alerts.filter { !$0.stands }.sorted { $0.at > $1.at }
        return """
            <section><h2>Alerts</h2>
            <ul class="alerts">\(open.prefix(Self.atMost).map(standing))\
            \(more(open, "that stand"))\(gone.prefix(Self.atMost).map(withdrawn))\
            \(more(gone, "withdrawn before"))</ul></section>

            """
    }

    private func more(_ alerts: [KnownAlert], _ words: String) -> HTML {
        let left = alerts.count - Self.atMost
        return left > 0 ? "<li>and \(counted(left, "more alert")) \(words)</li>" : ""
    }

    private func standing(_ known: KnownAlert) -> HTML {
        let alert = known.alert
        let isHistory = policy.desk.goingLive.map { alert.raisedAt.day < $0 } ?? false
        let words = DueWords(alert.dueAt, at: now)
        // A second look is due as the queue says: from when it came there.
        let isOnTheClock = Attention(rule: alert.rule) == .firstDecision && !isHistory
        let due: HTML =
            isOnTheClock
            ? " · <span\(attribute: "class", words.isLate ? "late" : nil)>\(words.text)</span>" : ""
        let raised = alert.raisedAt.since(London.day(of: now))
        return """
            <li><b>\(alert.ruleTitle)</b>. \(alert.reasons.joined(separator: " "))\
            <span class="meta">raised \(raised)\(due)</span></li>
            """
    }

    private func withdrawn(_ known: KnownAlert) -> HTML {
        let said = known.reasonsWhileStanding.joined(separator: " ")
        return """
            <li class="gone"><s><b>\(known.alert.ruleTitle)</b>. \(said)</s>\
            <span class="meta">withdrawn \(CaseDate(known.at).since(London.day(of: now))): \
            \(known.alert.reasons.joined(separator: " "))</span></li>
            """
    }
}
