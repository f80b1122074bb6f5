import Casework

// The records of what comes about, as they are published.

/// What the records of one child's referral have in common.
struct ReferralFile: Sendable {
    let source: ReferralSource
    let call: Occurrence
    let need: PrimaryNeed
    let course: Course
    let reason: ClosureReason?
    let closing: Occurrence?
}

extension FrontDoor {
    /// Records a referral with the contact it grew out of and its closure. A duplicate is the same
    /// referral once more, minutes later, without a contact of its own. Returns the referral's id.
    mutating func record(_ file: ReferralFile, of child: Int, isDuplicate: Bool) -> RecordID {
        let id = RecordID(Register.text("R", referralCount))
        referralCount += 1
        let household = register.householdIDs[Int(register.householdOfChild[child])]
        let call = isDuplicate ? file.call.repeated(&random) : file.call
        let contactID = isDuplicate ? nil : recordContact(behind: file, of: child, household)

        let course = file.course
        let isNeedUnknown = course.isNoFurtherAction && random.chance(0.15)
        var referral = Referral(
            id: id, receivedAt: call.stated(on: timeline), source: file.source,
            primaryNeed: isNeedUnknown ? nil : file.need, contactID: contactID,
            householdID: household)
        let undecided = referral
        referral.noFurtherAction = course.isNoFurtherAction
        referral.decidedAt = course.isDecisionDated ? course.decision.stated(on: timeline) : nil
        publisher.publish(
            .referral(referral), child: child, heard: call.moment,
            decided: course.decision.moment, undecided: .referral(undecided), register: register)

        if let reason = file.reason, let closing = file.closing {
            let closure = Closure(
                referralID: id, closedAt: closing.stated(on: timeline), reason: reason,
                pendingInformation: course.reopensOn == nil ? nil : true)
            publisher.publish(
                .closure(closure), child: child, heard: closing.moment, register: register)
        }
        return id
    }

    private mutating func recordContact(
        behind file: ReferralFile, of child: Int, _ household: HouseholdID
    ) -> RecordID {
        let call = file.call.earlier(timeline, &random)
        var contact = Contact(
            id: nextContactID(), receivedAt: call.stated(on: timeline), source: file.source,
            householdID: random.chance(Contacting.householdUnnamed) ? nil : household)
        let undecided = contact
        contact.outcome = .referral
        contact.decidedAt = file.call.stated(on: timeline)
        publisher.publish(
            .contact(contact), child: child, heard: call.moment, decided: file.call.moment,
            undecided: .contact(undecided), register: register)
        return contact.id
    }

    /// Someone gets in touch about a household, and no referral comes of it.
    mutating func hear(on day: Int) {
        let number = nextHeardOf(on: day)
        let source = sources.draw(&random)
        let call = Occurrence.call(from: source, on: day, timeline, &random)
        let decision = call.decision(timeline, &random)
        let outcome = Contacting.outcome.draw(&random)
        let isDated = !random.chance(Handling.undatedShare)
        let household = register.households[number]
        let isNamed = !random.chance(Contacting.householdUnnamed)
        for place in 0..<Int(household.size) where !household.departed.contains(.child(place)) {
            var contact = Contact(
                id: nextContactID(), receivedAt: call.stated(on: timeline), source: source,
                householdID: isNamed ? register.householdIDs[number] : nil)
            let undecided = contact
            contact.outcome = outcome
            contact.decidedAt = isDated ? decision.stated(on: timeline) : nil
            publisher.publish(
                .contact(contact), child: Int(household.firstChild) + place, heard: call.moment,
                decided: decision.moment, undecided: .contact(undecided), register: register)
            otherContactCount += 1
        }
        if household.referredOn == nil { contacted.add(number, on: day) }
    }

    private mutating func nextContactID() -> RecordID {
        defer { contactCount += 1 }
        return RecordID(Register.text("K", contactCount))
    }
}
