import Casework
import PolicyFiles
import Simulation
import Testing

@Suite("What lies beyond every rule's reach needs no appraisal")
struct ReachTests {
    private func latestDay(_ chronology: Chronology) -> Day? {
        chronology.entries.flatMap { entry -> [Day?] in
            switch entry.fact {
            case .contact(let contact): [contact.receivedAt.day, contact.decidedAt?.day]
            case .referral(let referral): [referral.receivedAt.day, referral.decidedAt?.day]
            case .closure(let closure): [closure.closedAt.day]
            case .retraction: []
            }
        }.compactMap(\.self).max()
    }

    /// What councils publish, and what nobody should.
    private let chronologies: [Chronology] =
        Dictionary(grouping: Simulation.load(events: 8_000, years: 3), by: \.childID)
        .values.map { Chronology($0) }
        + (0..<400).map { seed in
            Chronology(randomEvents(Int(seed % 20) + 1, seed: UInt64(seed)))
        }

    @Test("From then on an appraisal finds nothing and stays true for good")
    func beyond() throws {
        let policy = try PolicyFile.standard().policy
        let reach = try #require(policy.reach)
        for chronology in chronologies {
            guard let latest = latestDay(chronology) else { continue }
            for days in [reach, reach + 1, reach + 4_000] {
                let appraisal = Appraisal(
                    of: chronology, at: London.moment(latest + days), under: policy)
                #expect(appraisal.findings.isEmpty, "\(days) days")
                #expect(appraisal.validUntil == nil, "\(days) days")
            }
        }
    }

    @Test("Each rule keeps its own word", arguments: rulesInForce.map { $0.name })
    func rule(name: String) throws {
        let policy = try PolicyFile.standard().policy
        let rule = try #require(policy.rules.first { $0.name == name })
        let reach = try #require(rule.reach(under: policy))
        var changesBefore = false
        for chronology in chronologies {
            guard let latest = latestDay(chronology) else { continue }
            let beyond = Appraisal(
                of: chronology, at: London.moment(latest + reach), under: policy)
            #expect(!beyond.findings.contains { $0.rule == name })
            #expect(rule.nextChange(after: beyond.story, under: policy) == nil)
            let within = policy.story(of: chronology, at: London.moment(latest))
            changesBefore = changesBefore || rule.nextChange(after: within, under: policy) != nil
        }
        #expect(changesBefore == (name != FrontDoorActivity.name))
    }
}
