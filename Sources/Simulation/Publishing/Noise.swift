import Casework

/// What goes wrong between a record and its events: delays, mistakes put right, records filed
/// under the wrong child, events delivered twice.
///
/// Whatever goes wrong is put right before the end, so that all events together always give the
/// true records.
struct Noise: Sendable {
    /// Shares of records that are late, mistaken at first, filed under the wrong child; and of
    /// events delivered again. How often this happens is not published; the figures are ours.
    private static let late = 0.01, mistaken = 0.01, misfiled = 0.003, redelivered = 0.005
    private static let day: Int64 = 86_400_000

    private let end: Int64
    private var random: RandomSource

    init(end: Int64, _ random: RandomSource) {
        self.end = end
        self.random = random
    }

    /// How much later than usual a record comes, in milliseconds: mostly nothing, else days to
    /// weeks.
    mutating func delay() -> Int64 {
        random.chance(Noise.late) ? days(2...28) : 0
    }

    /// Adds the events of one record: its last version, and the one before where there is one.
    mutating func disturb(
        _ version: Draft, after earlier: Draft?, register: Register, into drafts: inout [Draft]
    ) {
        let luck = random.unit()
        let remedy = version.time + days(1...20)
        let first = drafts.count
        if let earlier { drafts.append(earlier) }
        drafts.append(version)
        let last = drafts.count - 1

        if luck < Noise.mistaken, remedy <= end, let wrong = version.fact.mistaken(&random) {
            drafts[last].fact = wrong
            drafts[last].kind = .mistaken
            drafts.append(version)
            drafts[last + 1].time = remedy
            drafts[last + 1].isLate = false
            drafts[last + 1].kind = .correction
        } else if luck > 1 - Noise.misfiled, remedy + 60_000 <= end,
            version.fact.record.kind != .closure,
            let stranger = stranger(to: Int(version.child), register)
        {
            for index in first...last {
                drafts[index].fact.file(under: Int(stranger), register)
                drafts[index].child = stranger
                drafts[index].kind = .misfiled
            }
            drafts.append(Draft.retraction(of: drafts[last], time: remedy))
            drafts.append(version)
            drafts[last + 2].time = remedy + 60_000
            drafts[last + 2].isLate = false
            drafts[last + 2].kind = .refiled
        }
        for index in first..<drafts.count where random.chance(Noise.redelivered) {
            var copy = drafts[index]
            copy.isLate = false
            copy.kind = .redelivery
            copy.original = index
            drafts.append(copy)
        }
    }

    private mutating func stranger(to child: Int, _ register: Register) -> Int32? {
        let other = random.below(register.childIDs.count)
        let isFamily = register.householdOfChild[other] == register.householdOfChild[child]
        return isFamily ? nil : Int32(other)
    }

    private mutating func days(_ range: ClosedRange<Int>) -> Int64 {
        Int64(random.within(range)) * Noise.day + Int64(random.below(Int(Noise.day / 24)))
    }
}

extension Draft {
    static func retraction(of draft: Draft, time: Int64) -> Draft {
        Draft(
            child: draft.child,
            fact: .retraction(
                Retraction(record: draft.fact.record, reason: "Recorded for the wrong child.")),
            time: time, kind: .retraction)
    }
}

extension Fact {
    /// The same record with something wrong in it: a date, a source, a need or a reason.
    func mistaken(_ random: inout RandomSource) -> Fact? {
        switch self {
        case .contact(var contact):
            if random.chance(0.5) {
                contact.receivedAt = contact.receivedAt.earlier(days: random.within(1...3))
            } else {
                contact.source = contact.source == .other ? .unknown : .other
            }
            return .contact(contact)
        case .referral(var referral):
            if random.chance(0.5) {
                referral.receivedAt = referral.receivedAt.earlier(days: random.within(1...3))
            } else {
                referral.primaryNeed = referral.primaryNeed == .notStated ? nil : .notStated
            }
            return .referral(referral)
        case .closure(var closure):
            closure.reason =
                closure.reason == .servicesCeased
                ? .noActionAfterAssessment : .servicesCeased
            return .closure(closure)
        case .retraction:
            return nil
        }
    }

    /// As it looks in another child's file.
    mutating func file(under child: Int, _ register: Register) {
        let household = register.householdIDs[Int(register.householdOfChild[child])]
        switch self {
        case .contact(var contact):
            contact.householdID = household
            self = .contact(contact)
        case .referral(var referral):
            referral.householdID = household
            referral.contactID = nil
            self = .referral(referral)
        case .closure, .retraction:
            break
        }
    }
}

extension CaseDate {
    func earlier(days: Int) -> CaseDate {
        hasTime
            ? CaseDate(moment.advanced(milliseconds: -86_400_000 * Int64(days)))
            : CaseDate(day - days)
    }
}
