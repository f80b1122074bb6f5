internal import Casework

/// One `CINdetails`: a referral, and its closure where it has one.
struct CINEpisode: Hashable {
    let line: Int
    let received: Day
    let source: ReferralSource
    let need: PrimaryNeed?
    let noFurtherAction: Bool?
    let closing: Closing

    /// What it says of its closing.
    enum Closing: Hashable {
        case closed(Day, ClosureReason)
        /// There is no closing: what an earlier return said of one no longer holds.
        case open
        /// Half of one stands there, or one that cannot be: nothing is said.
        case untold
    }

    /// What is wrong with a value, on which line, and what is left out for it.
    struct Problem: Error {
        let line: Int
        /// The element; nil for the `CINdetails` itself.
        let element: CINElement?
        let reason: String
        var cost = CINProblem.Cost.episode
        /// Whether it is a way of writing, of which one instance stands for all.
        var isSpelling = false
    }

    /// - Parameter notes: what was done to read it, in order.
    /// - Throws: why it cannot be read at all.
    init(
        _ values: CINValues, under header: CINHeader, notes: inout [Problem]
    ) throws(Problem) {
        if let repeated = values.repeated {
            throw Problem(line: repeated.line, element: repeated.element, reason: "it stands twice")
        }
        line = values.line
        guard let date = values[.referralDate] else {
            throw Problem(line: line, element: .referralDate, reason: "it is missing")
        }
        received = try Self.read(date, .referralDate, CINText.day, Self.dateReason, &notes)
        guard let from = values[.referralSource] else {
            throw Problem(line: line, element: .referralSource, reason: "it is missing")
        }
        source = try Self.read(
            from, .referralSource, CINText.code, Self.codeReason(ReferralSource.self), &notes)
        need = Self.optional(
            values, .primaryNeed, CINText.code, Self.codeReason(PrimaryNeed.self), &notes)
        noFurtherAction = Self.optional(
            values, .noFurtherAction, CINText.boolean, "it is none of true, false, 1 and 0", &notes)
        if values[.noFurtherAction] == nil {
            notes.append(
                Problem(
                    line: line, element: .noFurtherAction,
                    reason: "it is missing; the referral is read without it", cost: .nothing))
        }
        if let reason = header.odd(received) {
            notes.append(
                Problem(line: date.line, element: .referralDate, reason: reason, cost: .nothing))
        }
        closing = Self.closing(values, received, header, &notes)
    }

    /// Whether it says in so many words how things stand: closed, or not.
    var tellsClosing: Bool { closing != .untold }

    /// Whether it says that there is no closing.
    var isOpen: Bool { closing == .open }

    /// What the episode says: the referral, then its closure.
    func facts(referral id: RecordID) -> [Fact] {
        let referral = Referral(
            id: id, receivedAt: CaseDate(received), source: source, primaryNeed: need,
            noFurtherAction: noFurtherAction)
        guard case .closed(let day, let reason) = closing else { return [.referral(referral)] }
        let closure = Closure(referralID: id, closedAt: CaseDate(day), reason: reason)
        return [.referral(referral), .closure(closure)]
    }

    /// The same but for where it stands in the file.
    func saysTheSame(as other: CINEpisode) -> Bool {
        facts(referral: RecordID("")) == other.facts(referral: RecordID(""))
            && closing == other.closing
    }
}

extension CINEpisode {
    private static let dateReason = "it is not a date of the years 1900 to 2199, such as 2026-03-31"

    /// The text is not repeated: whoever mends the return finds it on that line.
    private static func codeReason<Code: RawRepresentable<String> & CaseIterable>(
        _ type: Code.Type
    ) -> String {
        "the code is not on the list: "
            + Code.allCases.map(\.rawValue).joined(separator: ", ")
    }

    private static func read<Meaning>(
        _ value: CINValues.Value, _ element: CINElement,
        _ read: (String) -> CINReading<Meaning>?, _ reason: String, _ notes: inout [Problem]
    ) throws(Problem) -> Meaning {
        guard let reading = read(value.text) else {
            throw Problem(line: value.line, element: element, reason: reason)
        }
        if let note = reading.note {
            notes.append(
                Problem(
                    line: value.line, element: element, reason: "it \(note)", cost: .nothing,
                    isSpelling: true))
        }
        return reading.meaning
    }

    /// A value that the referral can be read without.
    private static func optional<Meaning>(
        _ values: CINValues, _ element: CINElement,
        _ read: (String) -> CINReading<Meaning>?, _ reason: String, _ notes: inout [Problem]
    ) -> Meaning? {
        guard let value = values[element] else { return nil }
        do throws(Problem) {
            return try Self.read(value, element, read, reason, &notes)
        } catch {
            notes.append(
                Problem(line: error.line, element: element, reason: reason, cost: .value))
            return nil
        }
    }

    private static func closing(
        _ values: CINValues, _ received: Day, _ header: CINHeader, _ notes: inout [Problem]
    ) -> Closing {
        let (date, reason) = (values[.closureDate], values[.closureReason])
        func untold(_ line: Int, _ element: CINElement?, _ why: String) -> Closing {
            notes.append(
                Problem(line: line, element: element, reason: why, cost: .closing))
            return .untold
        }
        guard let date else {
            guard let reason else { return .open }
            return untold(
                reason.line, .closureDate, "it is missing though there is a reason")
        }
        guard let reason else {
            return untold(date.line, .closureReason, "it is missing though there is a date")
        }
        do throws(Problem) {
            let day = try read(date, .closureDate, CINText.day, dateReason, &notes)
            let code: ClosureReason = try read(
                reason, .closureReason, CINText.code, codeReason(ClosureReason.self), &notes)
            let oddity =
                day < received
                ? "it lies before the referral, and is read as on its day" : header.odd(day)
            if let oddity {
                notes.append(
                    Problem(line: date.line, element: .closureDate, reason: oddity, cost: .nothing))
            }
            return .closed(day, code)
        } catch {
            return untold(error.line, error.element, error.reason)
        }
    }
}
