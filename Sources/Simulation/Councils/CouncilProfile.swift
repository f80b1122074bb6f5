public import Casework

/// What the statistics say about a council's front door: the targets a simulation is held to.
///
/// Source: Department for Education, Children in need, reporting year 2024 (Open Government
/// Licence v3.0). Where the publisher suppressed a figure, England's stands in for it.
public struct CouncilProfile: Sendable {
    /// The nine-character code of the Office for National Statistics, such as `E09000012`.
    public let code: String
    /// The council's name as the Department for Education writes it.
    public let name: String
    /// Referrals in a year.
    public let referrals: Int
    /// The share of referrals received less than 12 months after the child's previous one, 0 to 1.
    public let reReferralShare: Double
    /// The share of referrals decided "no further action", 0 to 1.
    public let noFurtherActionShare: Double
    /// The share of referrals assessed and found not in need, 0 to 1. The published reasons for
    /// closure do not tell RC8 and RC9 apart from the rest; this is the nearest figure to both.
    public let notInNeedShare: Double
    /// Shares of a year's referrals by calendar month, January first; they add up to 1.
    public let months: [Double]
    /// Shares of referrals by the published groups of sources; they add up to 1.
    public let sources: [SourceGroup: Double]
    /// Shares of primary needs; they add up to 1. Published for children in need at 31 March,
    /// taken here for referrals, of which nothing is published.
    public let needs: [PrimaryNeed: Double]

    /// The groups that sources are published in.
    public enum SourceGroup: Int, CaseIterable, Sendable {
        case individual, schools, educationServices, health, housing, council, police, legal
        case other, anonymous, unknown
    }
}

extension CouncilProfile {
    /// The 151 councils with published figures, by code.
    public static var all: [CouncilProfile] { CouncilTable.published.councils }

    /// England as a whole, as if it were one council.
    public static var england: CouncilProfile { CouncilTable.published.england }

    /// The council with this code or name, in any case of letters; nil where there is none.
    public static func find(_ codeOrName: String) -> CouncilProfile? {
        let wanted = codeOrName.lowercased()
        return all.first { $0.code.lowercased() == wanted || $0.name.lowercased() == wanted }
    }
}
