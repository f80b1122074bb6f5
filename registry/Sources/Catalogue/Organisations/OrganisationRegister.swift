/// All organisations, to find one by what a register calls it.
public struct OrganisationRegister: Sendable {
    private let byID: [String: Organisation]
    private let byIdentifier: [Key: [Holder]]

    private struct Key: Hashable {
        let scheme: String
        let id: String
    }

    private struct Holder {
        let organisation: String
        let period: Period
    }

    public init(_ organisations: some Sequence<Organisation>) {
        var byID: [String: Organisation] = [:]
        var byIdentifier: [Key: [Holder]] = [:]
        for organisation in organisations.sorted(by: { $0.id < $1.id }) {
            byID[organisation.id] = organisation
            for identifier in organisation.identifiers {
                byIdentifier[Key(scheme: identifier.scheme, id: identifier.id), default: []]
                    .append(Holder(organisation: organisation.id, period: identifier.period))
            }
        }
        (self.byID, self.byIdentifier) = (byID, byIdentifier)
    }

    public subscript(id: String) -> Organisation? { byID[id] }

    /// Who held an identifier on a day. Nobody may have: then whoever held it last before.
    public func holder(of id: String, scheme: String, on day: Day) -> Organisation? {
        let holders = byIdentifier[Key(scheme: scheme, id: id)] ?? []
        let held =
            holders.first { $0.period.contains(day) }
            ?? holders.filter { $0.period.isBefore(day) }
            .max { ($0.period.until ?? day) < ($1.period.until ?? day) }
        return held.flatMap { byID[$0.organisation] }
    }

    /// Who answers today for an organisation: itself, or whoever took its place, and so on. Where
    /// the chain runs in a ring or leaves the register, the last one that is known.
    public func successor(of organisation: Organisation) -> Organisation {
        var seen: Set<String> = [organisation.id]
        var current = organisation
        while let next = current.replacedBy.flatMap({ byID[$0] }), seen.insert(next.id).inserted {
            current = next
        }
        return current
    }

    /// Who answers for an identifier: its holder on the day, or who took the holder's place.
    public func resolve(_ id: String, scheme: String, on day: Day) -> Organisation? {
        holder(of: id, scheme: scheme, on: day).map { successor(of: $0) }
    }
}
