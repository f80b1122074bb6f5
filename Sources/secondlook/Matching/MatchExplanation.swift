import Identity

/// Why two records are one person or not, in codes and bits and without their values.
struct MatchExplanation: Encodable {
    let samePerson: Bool
    /// Whether they share a key; records that share none are not compared.
    let compared: Bool
    let score: Double
    /// Bits against each rival explanation; the weakest is the score.
    let against: [String: Double]
    let given, family, born: String
    let placeBits: Double
    let findings: [String]
    /// Why the machine must not join the two.
    let veto: String?
    /// Why a link that suffices was not followed.
    let hindrance: String?

    init?(_ register: Register, _ one: String, _ other: String) {
        guard let evidence = register.evidence(one, other) else { return nil }
        samePerson = register.person(of: one) == register.person(of: other)
        compared = register.areCompared(one, other)
        score = evidence.score
        var against = ["stranger": evidence.stranger]
        against["sibling"] = evidence.sibling
        against["twin"] = evidence.twin
        self.against = against
        given = evidence.given.rawValue
        family = evidence.family.rawValue
        born = evidence.born.rawValue
        placeBits = evidence.place
        findings = evidence.findings.codes
        veto = evidence.veto?.rawValue
        hindrance = register.hindrance(one, other)?.code
    }

    var lines: [String] {
        let rivals = ["stranger", "sibling", "twin"].compactMap { rival in
            against[rival].map { "\(rival) \($0.formatted(places: 1))" }
        }
        return [
            samePerson ? "One person." : "Not one person.",
            "Score \(score.formatted(places: 2)) bits; against \(rivals.joined(separator: ", ")).",
            "Given name \(given), family name \(family), birth date \(born), address "
                + "\(placeBits.formatted(places: 1)) bits"
                + (findings.isEmpty ? "." : ", \(findings.joined(separator: ", "))."),
        ] + (veto.map { ["Must not be joined by the machine: \($0)."] } ?? [])
            + (hindrance.map { ["The link was not followed: \($0)."] } ?? [])
            + (compared ? [] : ["They share no key, so they were not compared."])
    }
}
