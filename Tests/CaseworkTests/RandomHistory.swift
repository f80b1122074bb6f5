import Casework
import Simulation

/// A child's history at random: amended, retracted, repeated and contradicted, with dates that
/// crowd together so that every edge is met.
func randomEvents(_ count: Int, seed: UInt64) -> [Event] {
    var random = RandomSource(seed: seed)
    let start = day("2025-01-01")
    func someDate(_ random: inout RandomSource) -> CaseDate {
        let day = start + Int.random(in: 0..<420, using: &random)
        guard Bool.random(using: &random) else { return CaseDate(day) }
        return CaseDate(London.moment(day, hour: Int.random(in: 0..<24, using: &random)))
    }
    return (0..<count).map { index in
        let id = RecordID("r\(Int.random(in: 0..<max(2, count / 2), using: &random))")
        let fact: Fact =
            switch Int.random(in: 0..<10, using: &random) {
            case 0..<4:
                .contact(
                    Contact(
                        id: id, receivedAt: someDate(&random),
                        source: ReferralSource.allCases.randomElement(using: &random) ?? .police,
                        outcome: Bool.random(using: &random)
                            ? ContactOutcome.allCases.randomElement(using: &random) : nil,
                        decidedAt: Bool.random(using: &random) ? someDate(&random) : nil))
            case 4..<7:
                .referral(
                    Referral(
                        id: id, receivedAt: someDate(&random),
                        source: ReferralSource.allCases.randomElement(using: &random) ?? .police,
                        noFurtherAction: [true, false, nil].randomElement(using: &random) ?? nil,
                        decidedAt: Bool.random(using: &random) ? someDate(&random) : nil))
            case 7..<9:
                .closure(
                    Closure(
                        referralID: id, closedAt: someDate(&random),
                        reason: ClosureReason.allCases.randomElement(using: &random) ?? .died,
                        pendingInformation: Bool.random(using: &random)))
            default:
                .retraction(
                    Retraction(
                        record: RecordReference(
                            RecordKind.allCases.randomElement(using: &random) ?? .contact, id),
                        reason: "in error"))
            }
        return Event(
            id: "e\(Int.random(in: 0..<count, using: &random))",
            source: ["hub", "case-system"].randomElement(using: &random) ?? "hub",
            // Few different times, so that ties have to be settled.
            time: moment("2026-06-01 09:00")
                .advanced(milliseconds: Int64.random(in: 0..<4, using: &random) * 60_000),
            childID: ChildID("C-1"), fact: fact)
    }
}
