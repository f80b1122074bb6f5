import Casework
import Simulation
import Testing

@Suite struct LoopShapeTests {
    private let simulation = Example.hackney
    private var referrals: [RecordID: Referral] {
        var referrals: [RecordID: Referral] = [:]
        for record in simulation.truth.records {
            if case .referral(let referral) = record.fact { referrals[referral.id] = referral }
        }
        return referrals
    }

    @Test func `A twelfth of the families makes about half of what comes after first referrals`() {
        let limit = simulation.years[0].adding(months: 9)
        var repeats: [Int] = []
        for household in simulation.truth.households {
            let days = Set(
                simulation.truth.children[household.children].flatMap { child in
                    simulation.truth.records(of: child).compactMap { record in
                        if case .referral(let referral) = record.fact {
                            return referral.receivedAt.day
                        }
                        return nil
                    }
                })
            guard let first = days.min(), first < limit else { continue }
            let end = first.adding(months: 27)
            repeats.append(days.count { $0 > first && $0 < end })
        }
        repeats.sort(by: >)
        let all = repeats.reduce(0, +)
        let top = repeats.prefix(Int(0.085 * Double(repeats.count))).reduce(0, +)
        // Forrester's 400 families over 27 months: 8.5 % made 52 %, and 36.5 % came back.
        #expect((0.45...0.58).contains(Double(top) / Double(all)))
        let back = Double(repeats.count { $0 > 0 }) / Double(repeats.count)
        #expect((0.28...0.42).contains(back))
    }

    @Test func `Seven re-referrals in ten have the same need as before`() {
        let referrals = referrals
        let needs = simulation.truth.turns.filter(\.isReReferral).compactMap { turn in
            referrals[turn.previousReferralID]?.primaryNeed.flatMap { before in
                referrals[turn.referralID]?.primaryNeed.map { (before, $0) }
            }
        }
        let same = Double(needs.count { $0.0 == $0.1 }) / Double(needs.count)
        #expect(abs(same - 0.7) < 0.04)
    }

    @Test func `Returns come quicker after the closing than chance would have them`() {
        let gaps = simulation.truth.turns.compactMap(\.gapDays)
        let quick = Double(gaps.count { $0 <= 90 }) / Double(gaps.count)
        // Evenly spread over a year it would be a quarter.
        #expect(quick > 0.5)
        #expect(gaps.allSatisfy { $0 > 0 && $0 < 366 })
    }

    @Test func `A child is referred 1.1 to 1.2 times a year`() {
        let year = simulation.years[1]..<simulation.years[2]
        let counts = Example.hackneyRecords.referrals
            .map { $0.count { year.contains($0.receivedAt.day) } }.filter { $0 > 0 }
        // England 2024: 1.13.
        let mean = Double(counts.reduce(0, +)) / Double(counts.count)
        #expect((1.1...1.2).contains(mean))
    }

    @Test func `Children of a household are referred together`() {
        var together = 0
        var several = 0
        for household in simulation.truth.households where household.children.count > 1 {
            let days = simulation.truth.children[household.children].map { child in
                simulation.truth.records(of: child).compactMap { record -> Day? in
                    guard case .referral(let referral) = record.fact else { return nil }
                    return referral.receivedAt.day
                }.first
            }
            guard days.contains(where: { $0 != nil }) else { continue }
            several += 1
            if Set(days).count == 1 { together += 1 }
        }
        #expect(several > 500)
        #expect(Double(together) / Double(several) > 0.95)
    }
}
