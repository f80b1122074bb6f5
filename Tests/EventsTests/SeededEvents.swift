import Casework

/// Random numbers that a seed repeats (SplitMix64).
struct Seeded: RandomNumberGenerator {
    private var state: UInt64

    init(_ seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var word = state
        word = (word ^ word >> 30) &* 0xbf58_476d_1ce4_e5b9
        word = (word ^ word >> 27) &* 0x94d0_49bb_1331_11eb
        return word ^ word >> 31
    }
}

extension Seeded {
    mutating func perhaps<Value>(_ make: (inout Seeded) -> Value) -> Value? {
        Bool.random(using: &self) ? make(&self) : nil
    }

    mutating func code<Code: CaseIterable>(_: Code.Type) -> Code {
        Code.allCases.randomElement(using: &self)!
    }

    /// Text that an identifier may be: with quotes, backslashes, blanks and characters of one to
    /// four bytes.
    mutating func identifier() -> String {
        let letters = Array("abcXYZ019-_/.:\"\\ é£’漢字🙂")
        let length = Int.random(in: 0...40, using: &self)
        return "i" + String((0..<length).map { _ in letters.randomElement(using: &self)! }) + "z"
    }

    mutating func moment() -> Moment {
        let years: Range<Int64> = -2_208_988_800_000..<7_258_118_400_000
        let milliseconds = Int64.random(in: years, using: &self)
        return Moment(
            milliseconds: Bool.random(using: &self)
                ? milliseconds : milliseconds / 86_400_000 * 86_400_000)
    }

    mutating func date() -> CaseDate {
        if Bool.random(using: &self) { return CaseDate(moment()) }
        return CaseDate(Day(number: Int32.random(in: -25_567..<84_006, using: &self)))
    }

    mutating func event() -> Event {
        let fact: Fact
        switch Int.random(in: 0..<4, using: &self) {
        case 0:
            fact = .contact(
                Contact(
                    id: RecordID(identifier()), receivedAt: date(),
                    source: code(ReferralSource.self),
                    outcome: perhaps { $0.code(ContactOutcome.self) },
                    decidedAt: perhaps { $0.date() },
                    householdID: perhaps { HouseholdID($0.identifier()) }))
        case 1:
            fact = .referral(
                Referral(
                    id: RecordID(identifier()), receivedAt: date(),
                    source: code(ReferralSource.self),
                    primaryNeed: perhaps { $0.code(PrimaryNeed.self) },
                    noFurtherAction: perhaps { Bool.random(using: &$0) },
                    decidedAt: perhaps { $0.date() },
                    contactID: perhaps { RecordID($0.identifier()) },
                    householdID: perhaps { HouseholdID($0.identifier()) }))
        case 2:
            fact = .closure(
                Closure(
                    referralID: RecordID(identifier()), closedAt: date(),
                    reason: code(ClosureReason.self),
                    pendingInformation: perhaps { Bool.random(using: &$0) }))
        default:
            fact = .retraction(
                Retraction(
                    record: RecordReference(code(RecordKind.self), RecordID(identifier())),
                    reason: identifier() + "\n\t" + identifier()))
        }
        return Event(
            id: identifier(), source: identifier(), time: moment(),
            subject: perhaps { $0.identifier() }, childID: ChildID(identifier()), fact: fact)
    }

    mutating func alert() -> Alert {
        Alert(
            id: identifier(), revision: Int.random(in: 1...1_000, using: &self),
            status: code(AlertStatus.self), rule: identifier(), severity: code(Severity.self),
            childID: ChildID(identifier()), raisedAt: date(), dueAt: moment(),
            score: Int.random(in: 0...100, using: &self), band: identifier(),
            reasons: (0..<Int.random(in: 0...4, using: &self)).map { _ in
                identifier() + "\u{1}\r" + identifier()
            },
            evidence: (0..<Int.random(in: 0...4, using: &self)).map { _ in RecordID(identifier()) },
            policy: identifier())
    }
}
