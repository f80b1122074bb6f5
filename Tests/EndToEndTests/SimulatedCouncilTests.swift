import Foundation
import Patience
import Testing

/// A council that does not exist, beside what is published about the one it is modelled on.
@Suite(.waits) struct SimulatedCouncilTests {
    let scratch: Scratch

    init() throws { scratch = try Scratch() }

    private func simulate(_ name: String) throws -> String {
        let path = scratch.path(name)
        let outcome = try Program.run(
            "simulate", "--council", "E09000012", "--years", "3", "--seed", "7", "--out", path)
        #expect(outcome.status == 0, "\(outcome.errors)")
        return path
    }

    /// The targets: 3,782 referrals in the year, 19.9 % of them re-referrals (Department for
    /// Education, Children in need, year ending 31 March 2024, Hackney).
    @Test(arguments: Place.here)
    func `Hackney's figures come out of the log, from the same bytes every time`(
        _ place: Place
    ) throws {
        let home = try Home(place)
        let file = try simulate("events.jsonl")
        let again = try simulate("again.jsonl")
        #expect(
            FileManager.default.contentsEqual(atPath: file, andPath: again), "not the same bytes")
        #expect(try home.run("publish", file).status == 0)
        let outcome = try home.run("report", "returns", "--as-of", "2026-03-31", "--json")
        let report = try #require(
            try JSONSerialization.jsonObject(with: outcome.output) as? [String: Any])
        let years = try #require(report["byYear"] as? [String: [String: Any]])
        #expect(years.keys.sorted() == ["2023-24", "2024-25", "2025-26"])
        for (year, figures) in years {
            let referrals = try #require(figures["referrals"] as? Int)
            #expect(abs(Double(referrals) - 3_782) <= 0.03 * 3_782, "\(year): \(referrals)")
        }
        let share = try #require(report["reReferralPercent"] as? Double)
        #expect(abs(share - 19.9) <= 1, "\(share) %")
    }
}
