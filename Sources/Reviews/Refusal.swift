public import Casework

/// What somebody wants to do with a row.
public enum Wish: Hashable, Sendable {
    case take
    /// Take from whoever has it.
    case takeOver
    case handBack
    case snooze(until: Moment)
    case giveFirstView
    case decide
}

/// Why somebody may not do something with a row, with the remedy.
public enum Refusal: Error, Hashable, Sendable {
    /// Their role has no part in this.
    case role
    /// Somebody else has it.
    case heldBy(Reviewer, until: Moment)
    /// Only who has it can do this: take it first.
    case notHeld
    /// It can be put off until then at the latest.
    case tooLong(atMost: Moment)
    /// It was put off so often that only a manager can do it again.
    case tooOften(Int)
    /// A moment to come is meant.
    case past
    /// Put off, or put off again, by nobody: it is not held by anybody else.
    case nothingToTakeOver

    /// What is wrong and what to do, in plain words. Nobody but colleagues is named.
    public var words: String {
        switch self {
        case .role: "Your role does not include this. A duty worker or a manager can do it."
        case .heldBy(let reviewer, let until):
            "\(reviewer.name) has this case until \(until.clockWords). "
                + "Speak to them; a manager can take it over."
        case .notHeld: "Take the case first, so that colleagues see that you have it."
        case .tooLong(let moment):
            "A case can be put off until \(London.day(of: moment).words) at the latest."
        case .tooOften(let count):
            "This case was put off \(count == 1 ? "once" : "\(count) times") already. "
                + "Only a manager can put it off again."
        case .past: "Give a day that is still to come."
        case .nothingToTakeOver: "Nobody else has this case. Take it."
        }
    }
}

extension Row {
    /// Why a person may not do something with this row now; nil where they may.
    public func refusal(
        of wish: Wish, by reviewer: Reviewer, at now: Moment, under policy: Policy
    ) -> Refusal? {
        guard reviewer.role == .duty || reviewer.role == .manager else { return .role }
        let hold: ChildState.Hold? = if case .taken(let hold) = state { hold } else { nil }
        let isMine = hold?.by.isSame(as: reviewer) == true
        if let hold, !isMine, wish != .takeOver { return .heldBy(hold.by, until: hold.until) }
        switch wish {
        case .take: return nil
        case .takeOver:
            if hold == nil || isMine { return .nothingToTakeOver }
            return reviewer.role == .manager ? nil : .role
        case .handBack, .giveFirstView, .decide: return isMine ? nil : .notHeld
        case .snooze(let until):
            let last = policy.snoozeEnd(policy.desk.snoozeAtMostWorkingDays, after: now)
            if until <= now { return .past }
            if until > last { return .tooLong(atMost: last) }
            let count = waiting.map(\.snoozes).max() ?? 0
            if count >= policy.desk.snoozesAtMost, reviewer.role != .manager {
                return .tooOften(count)
            }
            return nil
        }
    }
}

extension Policy {
    /// The hours in which a duty team works.
    public var workingHours: WorkingHours {
        WorkingHours(
            days: workingDays, from: desk.workingDayStartsAtHour, to: workingDayEndsAtHour)
    }

    /// Until when a case is somebody's who takes it at a moment.
    public func holdEnd(takenAt moment: Moment) -> Moment {
        workingHours.adding(hours: desk.takenForWorkingHours, to: moment)
    }

    /// When somebody who took a case at a moment is reminded that they have it.
    public func holdWarning(takenAt moment: Moment) -> Moment {
        workingHours.adding(hours: desk.warnAfterWorkingHours, to: moment)
    }

    /// The beginning of the working day that is `count` working days after a moment: until then a
    /// case can be put off.
    public func snoozeEnd(_ count: Int, after moment: Moment) -> Moment {
        London.moment(
            workingDays.day(count, after: London.day(of: moment)),
            hour: desk.workingDayStartsAtHour)
    }

    /// Whether whoever takes a row is asked for their first view before they see the score. Drawn
    /// from an alert's identifier, so that every board asks the same.
    public func asksFirstView(of row: Row) -> Bool {
        switch desk.firstView {
        case .off: false
        case .all: true
        case .sample:
            row.alerts.map(\.id).min().map { id in
                id.utf8.reduce(0) { ($0 &* 31 &+ UInt64($1)) & 0xffff_ffff }
                    % UInt64(max(1, desk.firstViewOneIn)) == 0
            } ?? false
        }
    }
}

extension Moment {
    /// The time of day in London: `13:31`.
    public var clockWords: String {
        let (hour, minute) = London.timeOfDay(at: self)
        return (hour < 10 ? "0\(hour)" : "\(hour)") + (minute < 10 ? ":0\(minute)" : ":\(minute)")
    }
}
