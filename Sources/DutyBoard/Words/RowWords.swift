import Casework
import Reviews

/// A row of the queue in words, for one of its readers.
struct RowWords {
    let row: Row
    let board: DeskBoard
    let policy: Policy
    let reader: Reviewer

    /// The case in a sentence, without a full stop: what the link to it says.
    var sentence: String {
        if row.state == .back || row.waiting.contains(where: \.isBack) {
            let fresh = row.waiting.filter(\.isBack).flatMap(\.news)
            if let latest = fresh.max(by: { $0.begins < $1.begins }) {
                let more = fresh.count > 1 ? " and \(count(fresh.count - 1)) more" : ""
                return "New since the last decision: "
                    + FactWords(latest, on: board.today).short + more
            }
        }
        return alerts.first.map { $0.sentence.withoutFullStop } ?? ""
    }

    /// What waits, that of the child with the most points first.
    private var alerts: [Alert] {
        let own = row.alerts.filter { $0.childID == row.id }
        return own + row.alerts.filter { $0.childID != row.id }
    }

    /// Whose case it is: `C-1016310 and two others`. No names.
    var children: String { Self.children(row.id, others: row.waiting.count - 1) }

    static func children(_ id: ChildID, others: Int) -> String {
        switch others {
        case ...0: id.text
        case 1: "\(id.text) and one other"
        default: "\(id.text) and \(count(others)) others"
        }
    }

    /// What else there is to say, in sentences.
    var more: String {
        var sentences = [children + "."]
        if let decision = row.headline.decision, case .decided(let judgement) = decision.act {
            sentences.append(
                "Decided \(London.day(of: decision.at).near(board.today)): "
                    + "\(judgement.decision.past).")
        }
        let said = alerts.first?.sentence
        let others = alerts.dropFirst().map(\.sentence).filter { $0 != said }
        if let other = others.first {
            sentences.append(other)
        } else if let reason = alerts.first?.reasons.dropFirst().first {
            sentences.append(reason)
        }
        if let lapsed = row.lapsed {
            sentences.append(
                "\(who(lapsed.by)) had it until \(lapsed.until.since(board.today)).")
        }
        if let woken = row.woken {
            sentences.append(
                "Put off by \(who(woken.by)) \(London.day(of: woken.since).near(board.today)); "
                    + "something new has come since.")
        }
        if case .taken(let hold) = row.state, hold.by.isSame(as: reader) {
            sentences.append("With you until \(hold.until.until(board.today)).")
        }
        if case .snoozed(let snooze) = row.state {
            sentences.append("\(who(snooze.by).capitalizedFirst): “\(snooze.reason)”")
        }
        return sentences.joined(separator: " ")
    }

    /// Small words beside the row, each with its class.
    var tags: [(words: String, style: String)] {
        var tags: [(String, String)] = []
        if row.isPastDue { tags.append(("Past due", "late")) }
        if row.waiting.contains(where: \.isBack) { tags.append(("Back", "")) }
        if board.queue.longestWait == row.id { tags.append(("Longest wait", "plain")) }
        let alerts = row.children.flatMap(\.child.alerts).filter(\.stands).map(\.alert.rule)
        if alerts.contains(where: { Attention(rule: $0) == .mention }) {
            tags.append(("Re-referral", "plain"))
        }
        if alerts.contains(where: { Attention(rule: $0) == .firstDecision }) {
            tags.append(("First decision overdue", "late"))
        }
        if isRunningOut { tags.append(("Yours for less than an hour", "late")) }
        return tags
    }

    /// When somebody should have looked; nil for what was there before the council went live.
    var due: DueWords? { row.due.map { DueWords($0, at: board.now) } }

    /// Since when the row has been in the queue.
    var since: String { "here since \(row.since.since(board.today))" }

    /// Whether somebody is to say what they think before they see the score.
    var isScoreHidden: Bool {
        policy.asksFirstView(of: row) && row.waiting.allSatisfy { $0.firstView == nil }
    }

    /// Whether it is the reader's and will soon fall back.
    private var isRunningOut: Bool {
        guard case .taken(let hold) = row.state, hold.by.isSame(as: reader) else { return false }
        return policy.holdWarning(takenAt: hold.since) <= board.now
    }

    /// A colleague's name, or `you`.
    func who(_ person: Reviewer) -> String { person.isSame(as: reader) ? "you" : person.name }
}

extension Alert {
    /// Why it stands, in one sentence.
    var sentence: String { reasons.first ?? ruleTitle + "." }
}

extension String {
    var withoutFullStop: String { hasSuffix(".") ? String(dropLast()) : self }
}

extension Fact {
    /// When what it tells of began; the beginning of time where it has no date.
    var begins: Moment { dates.first?.moment ?? Moment(milliseconds: 0) }
}

/// A record in a few words.
struct FactWords {
    /// `a contact from the police today`.
    let short: String
    /// The day it tells of: `20 November`.
    let day: String
    /// `contact from a neighbour: information and advice`.
    let line: String

    init(_ fact: Fact, on today: Day) {
        let date = fact.dates.first?.day
        day = date.map { $0.date.year == today.date.year ? $0.wordsWithoutYear : $0.words } ?? ""
        let near = date.map { " \($0.near(today))" } ?? ""
        switch fact {
        case .contact(let contact):
            let from = contact.source.body.rawValue
            short = "a contact from \(from)\(near)"
            line = "contact from \(from): \(contact.outcome?.words ?? "no outcome yet")"
        case .referral(let referral):
            let from = referral.source.body.rawValue
            short = "a referral from \(from)\(near)"
            let outcome =
                referral.noFurtherAction == true
                ? "no further action"
                : referral.decidedAt == nil ? "no decision yet" : "taken on"
            line = "referral from \(from): \(outcome)"
        case .closure(let closure):
            short = "closed\(near), \(closure.reason.words)"
            line = "closed: \(closure.reason.words)"
        case .retraction:
            short = "a record taken back"
            line = short
        }
    }
}
