import Casework

// What is known, or supposed, of how a front door works. A figure with a source was published; the
// rest is ours, chosen so that what is published comes out.

/// Who gets in touch, by code. The statistics stop at groups; the split inside a group is ours.
enum Sources {
    static func distribution(_ profile: CouncilProfile) -> Distribution<ReferralSource> {
        Distribution(
            CouncilProfile.SourceGroup.allCases.flatMap { group in
                let codes = codes(group)
                let sum = codes.reduce(0) { $0 + $1.1 }
                return codes.map { ($0.0, $0.1 / sum * (profile.sources[group] ?? 0)) }
            })
    }

    private static func codes(_ group: CouncilProfile.SourceGroup) -> [(ReferralSource, Double)] {
        switch group {
        case .individual:
            [(.familyMember, 45), (.acquaintance, 20), (.selfReferral, 25), (.otherIndividual, 10)]
        case .schools: [(.school, 1)]
        case .educationServices: [(.educationServices, 1)]
        case .health:
            [
                (.generalPractitioner, 12), (.healthVisitor, 18), (.schoolNurse, 5),
                (.otherPrimaryHealth, 15), (.accidentAndEmergency, 25), (.otherHealth, 25),
            ]
        case .housing: [(.housing, 1)]
        case .council:
            [(.adultSocialCare, 30), (.otherInternal, 20), (.otherAuthority, 25), (.earlyHelp, 25)]
        case .police: [(.police, 1)]
        case .legal: [(.otherLegal, 1)]
        case .other: [(.other, 1)]
        case .anonymous: [(.anonymous, 1)]
        case .unknown: [(.unknown, 1)]
        }
    }

    /// Whether records from this source bear a day only: some come as lists or letters.
    static func isDateOnly(_ source: ReferralSource) -> Bool {
        switch source {
        case .otherAuthority, .otherLegal, .otherHealth, .unknown: true
        default: false
        }
    }

    /// Whether this source gets in touch at night and at weekends as well.
    static func isAroundTheClock(_ source: ReferralSource) -> Bool {
        switch source {
        case .police, .accidentAndEmergency, .familyMember, .acquaintance, .selfReferral,
            .otherIndividual, .anonymous:
            true
        default: false
        }
    }
}

/// How many children of a household are known to the council.
enum Siblings {
    static let count = Distribution([(1, 54.0), (2, 27.0), (3, 13.0), (4, 4.5), (5, 1.5)])
    /// How likely a child who was referred the last time is referred again with the household, and
    /// a child who was not.
    static let again = 0.92, anew = 0.4
}

/// Who comes back, and when.
enum Returning {
    /// The share of households that come back again and again, and how much likelier than others
    /// they are to. About 8.5 % of families make half of all repeat referrals (Forrester,
    /// "Patterns of re-referral to social services", Child and Family Social Work, 2007).
    static let proneShare = 0.085, othersLikelihood = 0.15
    /// From the closing to the next referral, where that makes a re-referral: mostly quick.
    static let quick = Waiting(short: 70, long: 240, shortShare: 0.5)
    /// The same where more than a year went by since the last referral.
    static let slow = Waiting(short: 250, long: 600, shortShare: 0.6)
    /// The share of other referrals, in the long run, that are about a child known before; it is
    /// approached with this mean, in days, after the first year.
    static let knownBefore = 0.25, knownBeforeDelay = 900.0
    /// The share of re-referrals with the same primary need as before (children referred in
    /// 2010/11, within a year; University of Manchester).
    static let sameNeed = 0.7
    /// How much rarer than average re-referrals are when the published period begins, and how much
    /// more frequent a year later: before it nobody is known.
    static let firstYear = 0.7...1.3
}

/// What happens between a referral and its closing.
enum Handling {
    /// Working days that assessments take: quartiles 19, 34 and 44, 84.5 % within 45 (Children in
    /// need 2024, table c2).
    static let assessment = Quantiles([
        (0, 0), (0.015, 1), (0.25, 19), (0.5, 34), (0.75, 44), (0.845, 45), (0.95, 61), (1, 95),
    ])
    /// Days that an episode of need lasts (Children in need 2024, table b5: ended episodes).
    static let need = Quantiles([
        (0, 14), (0.475, 91), (0.623, 182), (0.78, 365), (0.902, 730), (1, 1_800),
    ])
    /// Why an episode of need ends (Children in need 2024, table b6; unknown counts as RC7). The
    /// number of ended episodes shows that cases found not in need are not among them.
    static let reason = Distribution<ClosureReason>([
        (.servicesCeased, 93.6), (.transferredToAuthority, 3.8), (.specialGuardianship, 0.8),
        (.adopted, 0.7), (.transferredToAdultCare, 0.7), (.died, 0.3),
        (.childArrangementsOrder, 0.2),
    ])
    /// The share of children found not in need who go on to early help (RC9, not RC8).
    static let earlyHelpShare = 0.38
    /// The share of cases that are closed while information is awaited, days until then, and days
    /// until they are opened again.
    static let pendingShare = 0.012, pendingAfter = 3...20, pendingFor = 5...40
    /// The share of referrals that are recorded twice on one day.
    static let sameDayShare = 0.005
    /// The share of records whose decision has no date, and that of late ones; a decision is due
    /// within one working day (Working Together to Safeguard Children).
    static let undatedShare = 0.015, lateShare = 0.12
}

/// What people say at the front door that never becomes a referral.
enum Contacting {
    /// Contacts a referral: 3.0 million to 622,000 in 2023/24 (ADCS, Safeguarding Pressures,
    /// phase 9). One of them became the referral.
    static let perReferral = 4.8
    /// The share about a household that had a referral before, and the share about one that has
    /// only been in contact.
    static let referredShare = 0.14, contactedShare = 0.18
    /// The share of new households referred that had been in contact before.
    static let contactFirstShare = 0.35
    /// From one contact to the next thing that happens about a household.
    static let again = Waiting(short: 20, long: 120, shortShare: 0.5)
    static let outcome = Distribution<ContactOutcome>([
        (.noFurtherAction, 41), (.informationAndAdvice, 37), (.earlyHelp, 22),
    ])
    /// The share of contacts that do not name the household.
    static let householdUnnamed = 0.1
}
