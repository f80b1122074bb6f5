import Casework
import Timekeeping

// The board in sentences.
extension Board {
    /// The answer, for the heading.
    var heading: String {
        if let title = filter.title {
            let what = counted(cases.count, "case") + " under “\(title)”"
            return cases.isEmpty ? "No case under “\(title)”" : what
        }
        if total > 0 { return counted(total, "case") + " for a second look" }
        if progress.failure != nil { return "The board cannot be read" }
        guard progress.isCaughtUp else { return "Reading the records" }
        // A board that is not complete cannot say that there is nothing.
        return progress.obstacle == nil
            ? "Nothing needs a second look" : "No case is known, but records are not all here"
    }

    /// What a colleague would say next.
    var lead: String {
        guard !cases.isEmpty else { return emptyLead }
        var sentences = ["Most pressing first."]
        switch (late, dueToday) {
        case (0, 0): break
        case (let late, 0): sentences.append("\(Board.number(late)) late.")
        case (0, let due): sentences.append("\(Board.number(due)) due today.")
        case (let late, let due):
            sentences.append(
                "\(Board.number(late)) late, \(Board.number(due).lowercased()) due today.")
        }
        sentences += changes
        return sentences.joined(separator: " ")
    }

    private var emptyLead: String {
        if progress.failure != nil || !progress.isCaughtUp {
            return "What there is to see will stand here once the log is read."
        }
        if progress.obstacle != nil { return "What could be read has no alert that stands." }
        let first = total == 0 ? ["No alert stands."] : []
        return (first + ["A new case appears here by itself."] + changes).joined(separator: " ")
    }

    /// What came and went, where anything did.
    private var changes: [String] {
        let parts = [
            raisedSinceYesterday > 0 ? "\(raisedSinceYesterday) raised" : nil,
            withdrawn.isEmpty ? nil : "\(withdrawn.count) withdrawn",
        ].compactMap(\.self)
        return parts.isEmpty ? [] : ["Since yesterday: \(parts.joined(separator: ", "))."]
    }

    /// What keeps the page from being the whole truth.
    var cautions: [String] { [readingCaution, clockCaution].compactMap(\.self) }

    private var clockCaution: String? {
        progress.surroundings.clock.map { doubt in
            """
            \(doubt) No alert is withdrawn on its word, and times here are counted without it, \
            until the clock is set right or whoever runs Second Look confirms that it is right.
            """
        }
    }

    private var readingCaution: String? {
        if progress.failure != nil {
            let time = progress.confirmedUpTo.map { " since \($0.timeOfDay)" } ?? ""
            return """
                The board has not been able to read the log\(time). What stands here may be out \
                of date. Tell whoever runs Second Look.
                """
        }
        if progress.isCaughtUp {
            if let obstacle = progress.obstacle { return obstacle.caution }
            return progress.rebuilding.map { rebuilding in
                """
                Catching up: \(rebuilding.words). What was recorded of their children in the \
                meantime shows here once that is done.
                """
            }
        }
        return """
            The board is still reading: \(counted(Int(progress.behind), "record")) to go. Cases \
            may be missing until then.
            """
    }

    private static func number(_ count: Int) -> String {
        "\(Casework.count(count).capitalizedFirst) \(count == 1 ? "is" : "are")"
    }
}

extension BoardFilter {
    /// The rule's name as people read it.
    var title: String? { rule.flatMap { name in rulesInForce.first { $0.name == name }?.title } }
}

extension BoardCase {
    /// Why, in one sentence, to be read after the child's identifier.
    var sentence: String { headline.reasons.first ?? headline.ruleTitle + "." }

    /// What else there is to say, and since when: one line.
    func meta(on today: Day) -> String {
        let others = alerts.dropFirst().compactMap { $0.reasons.first }
        let more = others.isEmpty ? Array(headline.reasons.dropFirst().prefix(1)) : others
        var parts = more.prefix(2).map(\.withoutFullStop)
        if more.count > 2 { parts.append("and \(more.count - 2) more") }
        let raised = alerts.min { $0.dueAt < $1.dueAt }?.raisedAt ?? headline.raisedAt
        return (parts + ["raised \(raised.since(today))"]).joined(separator: " · ")
    }
}

extension WithdrawnCase {
    /// What was said of it while it stood.
    var sentence: String {
        (alert.reasonsWhileStanding.first ?? alert.alert.ruleTitle).withoutFullStop
    }

    /// When it was withdrawn and why.
    func meta(on today: Day) -> String {
        let when = CaseDate(alert.at).since(today)
        let time = when == "yesterday" ? "yesterday, \(alert.at.timeOfDay)" : when
        return "withdrawn \(time): \(alert.alert.reasons.first ?? "no reason was given")"
    }
}

extension String {
    fileprivate var withoutFullStop: String { hasSuffix(".") ? String(dropLast()) : self }
}
