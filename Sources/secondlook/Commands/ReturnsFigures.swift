import Casework
import CommandLineTool

/// The returns report as it is printed. Percentages have two decimals.
struct ReturnsFigures: Encodable {
    struct Tally: Encodable {
        let referrals: Int
        let reReferrals: Int
        let reReferralPercent: Double
        let returns: Int
        let returnPercent: Double

        init(_ tally: ReturnsReport.Tally) {
            referrals = tally.referrals
            reReferrals = tally.reReferrals
            reReferralPercent = tally.reReferralPercent
            returns = tally.returns
            returnPercent = tally.returnPercent
        }
    }

    struct Endings: Encodable {
        let closed: Int
        let returns: Int
        let returnPercent: Double
    }

    let referrals: Int
    let children: Int
    let reReferrals: Int
    let reReferralPercent: Double
    let returns: Int
    let returnPercent: Double
    let sameDayDuplicates: Int
    let falseLoops: Int
    let falseLoopsByKind: [String: Int]
    let bySource: [String: Tally]
    let byNeed: [String: Tally]
    let byClosureReason: [String: Endings]
    let byYear: [String: Tally]

    init(_ report: ReturnsReport) {
        referrals = report.all.referrals
        children = report.children
        reReferrals = report.all.reReferrals
        reReferralPercent = report.all.reReferralPercent
        returns = report.all.returns
        returnPercent = report.all.returnPercent
        sameDayDuplicates = report.sameDayDuplicates
        falseLoops = report.falseLoops.values.reduce(0, +)
        falseLoopsByKind = Dictionary(
            uniqueKeysWithValues: FalseLoop.allCases.map {
                ($0.rawValue, report.falseLoops[$0] ?? 0)
            })
        bySource = keyed(report.bySource) { $0.rawValue }
        byNeed = keyed(report.byNeed) { $0?.rawValue ?? "none" }
        byYear = keyed(report.byYear) { ReturnsFigures.year($0) }
        byClosureReason = report.byEnding.mapValues {
            Endings(closed: $0.closed, returns: $0.returns, returnPercent: $0.returnPercent)
        }
    }

    /// A reporting year as it is written: `2025-26`.
    private static func year(_ first: Int) -> String {
        let second = (first + 1) % 100
        return "\(first)-\(second < 10 ? "0" : "")\(second)"
    }

    /// The figures for a person.
    var text: String {
        var table = Table([
            .text(""), .number("referrals"), .number("re-referrals"), .number("%"),
            .number("returns"), .number("%"),
        ])
        func add(_ name: String, _ tally: Tally) {
            table.add([
                name, "\(tally.referrals)", "\(tally.reReferrals)", "\(tally.reReferralPercent)",
                "\(tally.returns)", "\(tally.returnPercent)",
            ])
        }
        for (name, tally) in byYear.sorted(by: { $0.key < $1.key }) { add(name, tally) }
        for (name, tally) in bySource.sorted(by: { $0.key < $1.key }) {
            add("source \(name)", tally)
        }
        for (name, tally) in byNeed.sorted(by: { $0.key < $1.key }) { add("need \(name)", tally) }
        return """
            \(referrals) referrals of \(children) children.
            \(reReferrals) re-referrals (\(reReferralPercent) %), counted from referral to referral.
            \(returns) returns (\(returnPercent) %), counted from closing to referral.
            \(falseLoops) false loops told apart. \(sameDayDuplicates) referrals were not the first of their day.

            \(table.text)
            """
    }
}

private func keyed<Key>(
    _ tallies: [Key: ReturnsReport.Tally], by name: (Key) -> String
) -> [String: ReturnsFigures.Tally] {
    Dictionary(
        uniqueKeysWithValues: tallies.map { (name($0.key), ReturnsFigures.Tally($0.value)) })
}
