import Casework
import Reviews

/// The queue in sentences, for one of its readers.
struct DeskWords {
    let board: DeskBoard
    let filter: DeskFilter
    let reader: Reviewer

    private var queue: Queue { board.queue }

    var mine: [Row] { queue.taken.filter { $0.holder?.isSame(as: reader) == true } }
    var colleagues: [Row] { queue.taken.filter { $0.holder?.isSame(as: reader) != true } }

    /// The answer, for the heading.
    var heading: String {
        switch filter.show {
        case .today: break
        case .back: return "\(households(queue.back.count)) back with new evidence"
        case .late: return "\(households(queue.pastDue.count)) past due"
        case .snoozed: return "\(households(queue.snoozed.count)) put off"
        case .everything: return "\(households(queue.rows.count)) in the queue"
        }
        if queue.rows.isEmpty { return emptyHeading }
        let late = queue.pastDue.count
        let past = late == 0 ? "" : ", \(count(late)) \(late == 1 ? "is" : "are") past due"
        let free = queue.today.count
        guard free > 0 else {
            return "No second look to take" + (queue.taken.isEmpty ? " today" : ", all are taken")
                + past
        }
        return "\(count(free).capitalizedFirst) second look\(free == 1 ? "" : "s") to take today"
            + past
    }

    private var emptyHeading: String {
        if board.progress.failure != nil { return "The board cannot be read" }
        guard board.progress.isCaughtUp else { return "Reading the records" }
        // A board that is not complete cannot say that there is nothing.
        return board.progress.obstacle == nil
            ? "Nothing needs a second look" : "No case is known, but records are not all here"
    }

    /// What a colleague would say next.
    var lead: String {
        if filter.show != .today { return otherLead }
        if queue.rows.isEmpty { return emptyLead }
        var parts: [String] = []
        let decided = queue.decidedToday
        if decided > 0 { parts.append("\(count(decided)) \(decided == 1 ? "is" : "are") decided") }
        if !mine.isEmpty { parts.append("\(count(mine.count)) \(verb(mine)) with you") }
        if !colleagues.isEmpty {
            let people = colleagues.count == 1 ? "a colleague" : "colleagues"
            parts.append("\(count(colleagues.count)) \(verb(colleagues)) with \(people)")
        }
        if !queue.snoozed.isEmpty {
            parts.append("\(count(queue.snoozed.count)) \(verb(queue.snoozed)) put off")
        }
        var sentences = parts.isEmpty ? [] : [list(parts).capitalizedFirst + "."]
        let beyond = queue.beyond.count
        if beyond > 0 {
            sentences.append(
                "\(count(beyond).capitalizedFirst) more household\(beyond == 1 ? " waits" : "s wait") "
                    + "beyond today’s \(count(queue.capacity)).")
        }
        return sentences.isEmpty ? "The most pressing is first." : sentences.joined(separator: " ")
    }

    private var otherLead: String {
        switch filter.show {
        case .back: "Decided before; something came that the decision does not cover."
        case .late: "Nobody has these, and somebody should have looked by now."
        case .snoozed: "Each comes back on its day, or when anything new comes about the household."
        default: "Every household that waits, the most pressing first."
        }
    }

    private var emptyLead: String {
        if board.progress.failure != nil || !board.progress.isCaughtUp {
            return "What there is to see will stand here once the log is read."
        }
        if board.progress.obstacle != nil {
            return "What could be read has no alert that asks for one."
        }
        return "No household waits. A new case appears here by itself."
    }

    private func households(_ number: Int) -> String {
        number == 0
            ? "No household"
            : "\(count(number).capitalizedFirst) household\(number == 1 ? "" : "s")"
    }

    private func verb(_ rows: [Row]) -> String { rows.count == 1 ? "is" : "are" }
}

extension Row {
    /// Who has it.
    var holder: Reviewer? { if case .taken(let hold) = state { hold.by } else { nil } }
}
