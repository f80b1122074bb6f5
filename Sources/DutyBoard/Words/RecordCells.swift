import Casework

/// What stands in a record's row.
struct RecordCells {
    var from = ""
    var need = ""
    var outcome = ""

    init(_ fact: Fact, in story: Story) {
        switch fact {
        case .contact(let contact):
            from = contact.source.body.rawValue.capitalizedFirst
            outcome =
                story.becameReferral(contact)
                ? "became a referral" : contact.outcome?.words ?? "not decided yet"
        case .referral(let referral):
            from = referral.source.body.rawValue.capitalizedFirst
            need =
                referral.primaryNeed.map { "\($0.words.capitalizedFirst) (\($0.rawValue))" } ?? ""
            outcome = RecordCells.outcome(of: referral, in: story)
        case .closure(let closure):
            need = "\(closure.reason.rawValue): \(closure.reason.words)"
            outcome = RecordCells.outcome(of: closure, in: story)
        case .retraction:
            break
        }
    }

    private static func outcome(of referral: Referral, in story: Story) -> String {
        if referral.noFurtherAction == true { return "no further action" }
        guard let episode = story.episodes.first(where: { $0.isBegun(by: referral.id) }) else {
            return ""
        }
        if episode.lead.id != referral.id { return "with another of the same day" }
        if referral.decidedAt != nil { return "taken on" }
        return episode.ending == nil ? "no decision yet" : ""
    }

    private static func outcome(of closure: Closure, in story: Story) -> String {
        guard let episode = story.episodes.first(where: { $0.isBegun(by: closure.referralID) })
        else { return "its referral is not known" }
        let length = counted(closure.closedAt.day - episode.openedOn, "day")
        let pending = closure.pendingInformation == true ? ", information awaited" : ""
        return "closed after \(length)\(pending)"
    }
}

extension Episode {
    /// Whether a referral is this episode's, as the first or as a repetition on the same day.
    func isBegun(by id: RecordID) -> Bool {
        referral.id == id || duplicates.contains { $0.id == id }
    }
}
