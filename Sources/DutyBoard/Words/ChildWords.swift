import Casework

/// A child's story in a heading and a few sentences.
struct ChildWords {
    let id: String
    let story: Story

    /// The answer to “what about this child?”.
    var heading: String {
        guard let latest = story.episodes.last else {
            return story.contacts.isEmpty
                ? "\(id) has no record that stands"
                : "\(id) has \(counted(story.contacts.count, "contact")) and no referral"
        }
        if let ending = latest.ending { return closed(latest, ending) }
        guard let turn = latestReturn else {
            return "\(id) was referred \(latest.openedOn.near(story.today)) and is open"
        }
        guard turn.falseLoop == nil else {
            return "\(id) is open again, which is not a real return"
        }
        return turn.gapDays == 0
            ? "\(id) is back, on the day of closing" : "\(id) is back, \(gap(turn)) after closing"
    }

    private func closed(_ episode: Episode, _ ending: Episode.Ending) -> String {
        "\(id) was closed \(ending.day.near(story.today)): \(ending.words)"
    }

    /// What a colleague would add.
    var lead: String { sentences.joined(separator: " ") }

    private var sentences: [String] {
        guard let latest = story.episodes.last else { return contactSentences }
        var sentences: [String] = []
        if let ending = latestReturn?.closed?.ending {
            sentences.append(
                "The case was closed \(ending.day.near(story.today)): \(ending.words).")
        }
        let again = story.episodes.count > 1 ? " again" : ""
        sentences.append(
            "\(list(latest.bodies.map(\.rawValue)).capitalizedFirst) referred\(again) "
                + "\(latest.openedOn.near(story.today)).")
        if let falseLoop = latestReturn?.falseLoop { sentences.append("\(falseLoop.sentence)") }
        let recent = story.episodes.count { $0.openedOn > story.today.adding(months: -12) }
        if recent > 1 {
            sentences.append("It is the \(ordinal(recent)) referral in 12 months.")
        }
        return sentences + contactSentences
    }

    private var contactSentences: [String] {
        let since = story.episodes.last?.openedOn
        let later = story.contacts.filter { contact in
            since.map { contact.receivedAt.day > $0 } ?? true
        }
        guard let last = later.last else { return [] }
        let number = count(later.count).capitalizedFirst
        let more = since == nil ? nil : "\(number) contact\(later.count == 1 ? "" : "s") since."
        return [
            more,
            "The last contact came \(last.receivedAt.day.near(story.today)) from "
                + "\(last.source.body.rawValue): \(outcome(last)).",
        ].compactMap(\.self)
    }

    private func outcome(_ contact: Contact) -> String {
        story.becameReferral(contact)
            ? "became a referral" : contact.outcome?.words ?? "no outcome yet"
    }

    private var latestReturn: Turn? {
        story.turns.last { $0.next == story.episodes.last && $0.isReturn }
    }

    private func gap(_ turn: Turn) -> String {
        turn.closed?.ending.map { spell(from: $0.day, to: turn.next.openedOn) } ?? ""
    }
}

extension FalseLoop {
    /// Why a turn is no real loop, in a sentence.
    var sentence: String {
        switch self {
        case .reopened: "It was closed while information was awaited: a delay, not a return."
        case .sameDayDuplicate: "It was recorded twice on the same day: not a return."
        case .transferred: "The child had moved to another council: not a return."
        }
    }

    /// The same in a few words, for a picture.
    var label: String {
        switch self {
        case .reopened: "reopened, no return"
        case .sameDayDuplicate: "recorded twice, no return"
        case .transferred: "had moved away, no return"
        }
    }
}
