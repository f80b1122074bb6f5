import Casework

// A household is referred: which of its children, how it goes on, and the records of it all.

extension FrontDoor {
    /// Refers a household on a day: one referral for each child that it concerns.
    mutating func refer(_ number: Int, on day: Int) {
        if register.households[number].referredOn == nil || !random.chance(needKept) {
            register.households[number].need = needs.draw(&random)
        }
        let places = placesReferred(number).prefix(room(on: day))
        let source = sources.draw(&random)
        let call = Occurrence.call(from: source, on: day, timeline, &random)
        let course = courses.draw(after: call, timeline, &random)
        let closing = course.closedOn.map {
            Occurrence.officeWork(on: $0, isBareDay: random.chance(0.7), timeline, &random)
        }
        let before = referralCount
        var reReferred = 0
        for place in places {
            let child = Int(register.households[number].firstChild) + place
            let isEldest = place == places.first
            let file = ReferralFile(
                source: source, call: call, need: register.households[number].need,
                course: course, reason: course.reason(isEldest: isEldest), closing: closing)
            let id = record(file, of: child, isDuplicate: false)
            if note(id, of: child, on: day, course) { reReferred += 1 }
            if random.chance(Handling.sameDayShare), room(on: day) > 0 {
                let copy = record(file, of: child, isDuplicate: true)
                turns.append(
                    TrueTurn(
                        childID: register.childIDs[child], previousReferralID: id,
                        referralID: copy, isReReferral: false, gapDays: nil,
                        falseLoop: .sameDayDuplicate))
            }
        }
        let count = referralCount - before
        reReferrals.count(reReferred, of: count, weight: reReferralWeight(on: day))
        courses.count(course, children: count)
        settle(number, referred: Array(places), on: day, course)
    }

    /// Opens a case again that was closed while information was awaited; where the year has no
    /// room left, on the next day.
    mutating func reopen(_ number: Int, on day: Int) {
        guard room(on: day) > 0 else {
            reopening[day + 1, default: []].append(number)
            return
        }
        refer(number, on: day)
    }

    /// Which children a referral concerns, by place: all at first; later mostly those of the last
    /// time. At least one.
    private mutating func placesReferred(_ number: Int) -> [Int] {
        let household = register.households[number]
        let present = (0..<Int(household.size)).filter { !household.departed.contains(.child($0)) }
        guard household.referredOn != nil else { return present }
        let places = present.filter {
            random.chance(household.referred.contains(.child($0)) ? Siblings.again : Siblings.anew)
        }
        guard places.isEmpty else { return places }
        return [present.first { household.referred.contains(.child($0)) } ?? present[0]]
    }

    /// Notes a child's referral and what kind of return it is, if one. True for a re-referral.
    private mutating func note(
        _ id: RecordID, of child: Int, on day: Int, _ course: Course
    ) -> Bool {
        defer {
            register.lastReferrals[child] = LastReferral(
                id: id, receivedOn: day, closedOn: course.closedOn,
                falseLoop: course.falseLoop)
        }
        guard let last = register.lastReferrals[child] else { return false }
        let isReReferral = day < timeline.anniversary(last.receivedOn)
        let gap = last.closedOn.flatMap { closedOn in
            closedOn <= day && day < timeline.anniversary(closedOn) ? day - closedOn : nil
        }
        if isReReferral || gap != nil {
            turns.append(
                TrueTurn(
                    childID: register.childIDs[child], previousReferralID: last.id,
                    referralID: id, isReReferral: isReReferral, gapDays: gap,
                    falseLoop: gap == nil ? nil : last.falseLoop))
        }
        return isReReferral
    }

    /// Leaves the household as its referral leaves it.
    private mutating func settle(
        _ number: Int, referred places: [Int], on day: Int, _ course: Course
    ) {
        register.households[number].referredOn = day
        register.households[number].closedOn = course.closedOn
        register.households[number].referred = ChildSet(places.map { ChildSet.child($0) })
        register.households[number].awaitsReopening = course.reopensOn != nil
        guard let closedOn = course.closedOn else { return }
        if course.isForGood { register.households[number].departed.insert(.child(places[0])) }
        closed.add(number, on: closedOn)
        if let day = course.reopensOn { reopening[day, default: []].append(number) }
    }
}
