private import Foundation

/// One named part of a score: so many points, for this reason, on the evidence of these records.
public struct Contribution: Hashable, Sendable {
    /// The rule it comes from.
    public let rule: String
    /// Why, in plain words.
    public let reason: String
    /// The records it rests on.
    public let evidence: [RecordReference]
    /// Points on the day it began to count, above 0.
    public let points: Double
    /// The day it began to count.
    public let since: Day
    /// How it fades.
    public let fading: Fading

    public init(
        rule: String, reason: String, evidence: [RecordReference], points: Double, since: Day,
        fading: Fading
    ) {
        self.rule = rule
        self.reason = reason
        self.evidence = evidence
        self.points = points
        self.since = since
        self.fading = fading
    }

    /// What it gives on a day, in whole points. It changes at midnight in London and not between.
    public func points(on day: Day) -> Int { fading.points(of: points, since: since, on: day) }
}

/// How a contribution fades as time passes.
public enum Fading: Hashable, Sendable {
    /// By half in this many days, 1 or more.
    case halfLife(days: Int)
    /// Not at all until this day, and from then on it gives nothing.
    case until(Day)

    /// What is left of so many points on a day, in whole ones.
    func points(of points: Double, since: Day, on day: Day) -> Int {
        switch self {
        case .halfLife(let days):
            let age = Double(max(0, day - since))
            return Int((points * exp2(-age / Double(days))).rounded())
        case .until(let end):
            return day < end ? Int(points.rounded()) : 0
        }
    }

    /// How long it counts, in plain words.
    public var words: String {
        switch self {
        case .halfLife(let days): "fades by half in \(days) days"
        case .until(let day): "counts until \((day - 1).words)"
        }
    }
}
