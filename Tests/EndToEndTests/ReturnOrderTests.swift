import Caseloads
import Casework
import Contract
import EventLog
import Foundation
import PolicyFiles
import SQLiteLog
import Simulation
import Testing

@testable import secondlook

/// Returns of three years that agree on little, in every order.
@Suite("Made-up returns in every order")
struct ReturnOrderTests {
    private typealias Episode = CensusReturn.Episode

    private static let orders = [
        [0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0],
    ]
    private static let days = ["2023-12-01", "2024-03-02", "2025-02-10"]
    private static let ends = [
        "2024-03-05", "2024-03-31", "2024-04-01", "2025-03-01", "2025-09-01",
    ]

    private func episode(_ random: inout RandomSource) -> Episode {
        var episode = Episode(referred: "", source: "")
        episode.referred = Self.days.randomElement(using: &random) ?? ""
        episode.source = ["6", "6", "2A"].randomElement(using: &random) ?? ""
        episode.need = ["N1", "N4"].randomElement(using: &random)
        switch Int.random(in: 0..<6, using: &random) {
        case 0: break
        case 1: episode.noFurtherAction = true
        case 2: episode.closed = Self.ends.randomElement(using: &random)
        default:
            episode.closed = Self.ends.randomElement(using: &random)
            episode.reason = ["RC7", "RC8"].randomElement(using: &random)
        }
        if Int.random(in: 0..<12, using: &random) == 0 { episode.source = "ZZ" }
        return episode
    }

    /// What holds in a log: the referrals, and the closings of those.
    private func holding(_ log: any EventLog) throws -> (facts: Set<Fact>, alerts: [Alert]) {
        let caseload = try Caseload(from: log)
        var facts: Set<Fact> = []
        for chronology in caseload.chronologies.values {
            let all = chronology.holding.map(\.fact)
            let referrals = all.filter { if case .referral = $0 { true } else { false } }
            facts.formUnion(referrals)
            for case .closure(let closure) in all
            where referrals.contains(where: { $0.record.id == closure.referralID }) {
                facts.insert(.closure(closure))
            }
        }
        let policy = try PolicyFile.standard().policy
        let now = London.moment(try #require(Day(year: 2026, month: 11, day: 20)))
        return (facts, caseload.alerts(at: now, under: policy))
    }

    @Test(arguments: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 89] as [UInt64])
    func `neither records nor alerts depend on the order`(seed: UInt64) throws {
        var random = RandomSource(seed: seed)
        let scratch = try Scratch()
        let files = try (2024...2026).map { year in
            let count = Int.random(in: 1...4, using: &random)
            let returned = CensusReturn(
                year: year, dateTime: "\(year)-07-01T10:00:00",
                children: [.init(id: "A9", episodes: (0..<count).map { _ in episode(&random) })])
            return try scratch.file("\(year).xml", returned.xml.utf8)
        }
        var expected: (facts: Set<Fact>, alerts: [Alert])?
        for order in Self.orders {
            let log = try SQLiteLog(
                directory: scratch.path("\(order)"), topics: Contract.all)
            defer { log.close() }
            for index in order {
                _ = try ReturnImport(log: log).read(
                    files[index], correcting: nil, progress: { _ in }, problem: { _ in })
            }
            let held = try holding(log)
            #expect(held.facts == expected?.facts ?? held.facts, "seed \(seed), \(order)")
            #expect(held.alerts == expected?.alerts ?? held.alerts, "seed \(seed), \(order)")
            expected = expected ?? held
        }
    }
}
