import Casework
import Simulation
import Testing

@Suite struct TruthTests {
    private let simulation = Example.hackney

    @Test func `All events together give the true records, and nothing else`() {
        let published = Example.hackneyRecords.facts
        for child in simulation.truth.children {
            let truth = simulation.truth.records(of: child)
            #expect(truth.allSatisfy { $0.childID == child.id })
            let known = published[child.id] ?? [:]
            guard
                known.count != truth.count
                    || truth.contains(where: { known[$0.fact.record] != $0.fact })
            else { continue }
            Issue.record("The events about one child give other records than the truth.")
            return
        }
    }

    /// Works the returns out again from the records alone, by the definitions.
    @Test func `True turns are those that the records show on the two clocks`() {
        var expected: Set<TrueTurn> = []
        for child in simulation.truth.children {
            expected.formUnion(
                turns(in: simulation.truth.records(of: child).map(\.fact)).map {
                    TrueTurn(
                        childID: child.id, previousReferralID: $0.previous, referralID: $0.next,
                        isReReferral: $0.isReReferral, gapDays: $0.gap, falseLoop: $0.falseLoop)
                })
        }
        #expect(expected == Set(simulation.truth.turns))
        #expect(expected.count == simulation.truth.turns.count)
    }

    @Test(
        "Every kind of false loop is there, rare beside the real ones",
        arguments: FalseLoop.allCases)
    func falseLoops(kind: FalseLoop) {
        let turns = simulation.truth.turns
        let share = Double(turns.count { $0.falseLoop == kind }) / Double(turns.count)
        #expect((0.002...0.1).contains(share), "\(kind): \(share)")
    }

    @Test func `No record is dated outside the period, and closures follow their referrals`() {
        var received: [RecordID: CaseDate] = [:]
        for record in simulation.truth.records {
            switch record.fact {
            case .contact(let contact): #expect(simulation.period.contains(contact.receivedAt.day))
            case .referral(let referral):
                #expect(simulation.period.contains(referral.receivedAt.day))
                received[referral.id] = referral.receivedAt
            case .closure(let closure):
                #expect(simulation.period.contains(closure.closedAt.day))
                #expect(received[closure.referralID].map { $0.day <= closure.closedAt.day } == true)
            case .retraction: Issue.record("A retraction is no record.")
            }
        }
    }

    private struct Seen {
        let previous: RecordID, next: RecordID
        let isReReferral: Bool
        let gap: Int?
        let falseLoop: FalseLoop?
    }

    private func turns(in facts: [Fact]) -> [Seen] {
        var closures: [RecordID: Closure] = [:]
        var referrals: [Referral] = []
        for fact in facts {
            if case .closure(let closure) = fact { closures[closure.referralID] = closure }
            if case .referral(let referral) = fact { referrals.append(referral) }
        }
        referrals.sort { ($0.receivedAt, $0.id) < ($1.receivedAt, $1.id) }
        var seen: [Seen] = []
        var previous: Referral?
        for referral in referrals {
            let day = referral.receivedAt.day
            guard let before = previous else {
                previous = referral
                continue
            }
            if before.receivedAt.day == day {
                seen.append(
                    Seen(
                        previous: before.id, next: referral.id, isReReferral: false, gap: nil,
                        falseLoop: .sameDayDuplicate))
                continue
            }
            previous = referral
            let closure = closures[before.id]
            let closed =
                closure?.closedAt.day
                ?? (before.noFurtherAction == true
                    ? (before.decidedAt ?? before.receivedAt).day : nil)
            let isReReferral = day < before.receivedAt.day.adding(months: 12)
            let gap = closed.flatMap { $0 <= day && day < $0.adding(months: 12) ? day - $0 : nil }
            guard isReReferral || gap != nil else { continue }
            let isPending = closure?.pendingInformation == true
            let isTransfer = closure?.reason == .transferredToAuthority
            seen.append(
                Seen(
                    previous: before.id, next: referral.id, isReReferral: isReReferral, gap: gap,
                    falseLoop: gap == nil
                        ? nil : isPending ? .reopened : isTransfer ? .transferred : nil))
        }
        return seen
    }
}
