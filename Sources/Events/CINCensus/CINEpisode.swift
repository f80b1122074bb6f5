internal import Casework

/// One `CINdetails`: a referral, and its closure where it has one.
struct CINEpisode {
    let line: Int
    let received: Day
    private let source: ReferralSource
    private let need: PrimaryNeed?
    private let noFurtherAction: Bool
    private let closing: (day: Day, reason: ClosureReason)?

    /// What is wrong with a value, and on which line.
    struct Problem: Error {
        let line: Int
        let element: CINElement
        let reason: String
    }

    init(_ values: CINValues) throws(Problem) {
        if let repeated = values.repeated {
            throw Problem(line: repeated.line, element: repeated.element, reason: "it stands twice")
        }
        line = values.line
        received = try Self.required(values, .referralDate, Self.day)
        source = try Self.required(values, .referralSource, Self.code)
        need = try Self.optional(values, .primaryNeed, Self.code)
        noFurtherAction = try Self.required(values, .noFurtherAction, Self.boolean)
        let closed = try Self.optional(values, .closureDate, Self.day)
        let reason: ClosureReason? = try Self.optional(values, .closureReason, Self.code)
        switch (closed, reason) {
        case (let day?, let reason?):
            guard day >= received else {
                throw Problem(
                    line: values[.closureDate]?.line ?? line, element: .closureDate,
                    reason: "it lies before the referral")
            }
            closing = (day, reason)
        case (nil, nil): closing = nil
        case (_?, nil):
            throw Problem(
                line: line, element: .closureReason, reason: "it is missing though there is a date")
        case (nil, _?):
            throw Problem(
                line: line, element: .closureDate, reason: "it is missing though there is a reason")
        }
    }

    /// What the episode says: the referral, then its closure.
    func facts(referral id: RecordID) -> [Fact] {
        let referral = Referral(
            id: id, receivedAt: CaseDate(received), source: source, primaryNeed: need,
            noFurtherAction: noFurtherAction)
        guard let closing else { return [.referral(referral)] }
        let closure = Closure(
            referralID: id, closedAt: CaseDate(closing.day), reason: closing.reason)
        return [.referral(referral), .closure(closure)]
    }
}

extension CINEpisode {
    private typealias Reading<Meaning> = (CINValues.Value, CINElement) throws(Problem) -> Meaning

    private static func required<Meaning>(
        _ values: CINValues, _ element: CINElement, _ read: Reading<Meaning>
    ) throws(Problem) -> Meaning {
        guard let value = values[element] else {
            throw Problem(line: values.line, element: element, reason: "it is missing")
        }
        return try read(value, element)
    }

    private static func optional<Meaning>(
        _ values: CINValues, _ element: CINElement, _ read: Reading<Meaning>
    ) throws(Problem) -> Meaning? {
        guard let value = values[element] else { return nil }
        return try read(value, element)
    }

    private static func day(
        _ value: CINValues.Value, _ element: CINElement
    ) throws(Problem) -> Day {
        guard let day = CINHeader.day(value.text) else {
            throw Problem(
                line: value.line, element: element,
                reason: "it is not a date of the years 1900 to 2199, such as 2026-03-31")
        }
        return day
    }

    private static func boolean(
        _ value: CINValues.Value, _ element: CINElement
    ) throws(Problem) -> Bool {
        switch value.text {
        case "true", "TRUE", "True", "1": return true
        case "false", "FALSE", "False", "0": return false
        default:
            throw Problem(
                line: value.line, element: element, reason: "it is none of true, false, 1 and 0")
        }
    }

    /// The text is not repeated: whoever mends the return finds it on that line.
    private static func code<Code: RawRepresentable<String> & CaseIterable>(
        _ value: CINValues.Value, _ element: CINElement
    ) throws(Problem) -> Code {
        guard let code = Code(rawValue: value.text) else {
            let codes = Code.allCases.map(\.rawValue).joined(separator: ", ")
            throw Problem(
                line: value.line, element: element,
                reason: "the code is not on the list: \(codes)")
        }
        return code
    }
}
