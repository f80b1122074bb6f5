import Catalogue

/// A service's certificates: a yes or no for each, with who certified, when, and what is not
/// covered; staff clearances; networks.
struct GCloudAssurances {
    let fields: GCloudFields

    private static let standards: [(key: String, scheme: String)] = [
        ("standardsCyberEssentials", "cyber-essentials"),
        ("standardsCyberEssentialsPlus", "cyber-essentials-plus"),
        ("standardsISOIEC27001", "iso-27001"), ("standardsISO28000", "iso-28000"),
        ("standardsPCI", "pci-dss"),
    ]

    /// The assurances; nil where the service says nothing of any.
    func read(_ row: inout IntakeRow) -> JSON? {
        var assurances: [JSON] = []
        for (key, scheme) in GCloudAssurances.standards {
            guard let isHeld = flag(key, &row) else { continue }
            assurances.append(assurance(scheme, isHeld, key, &row))
        }
        if let isHeld = flag("standardsCSASTAR", &row) {
            assurances.append(assurance(starScheme, isHeld, "standardsCSASTAR", &row))
        }
        assurances += clearances(&row)
        if let networks = fields.texts("publicSectorNetworksTypes", &row), networks.contains("psn")
        {
            assurances.append(["scheme": "psn", "status": "held"])
        }
        return assurances.isEmpty ? nil : .array(assurances)
    }

    private func flag(_ key: String, _ row: inout IntakeRow) -> Bool? {
        guard let value = fields.value(key), value != .null else { return nil }
        guard case .bool(let flag) = value else {
            row.warn(key, "It is neither true nor false.", "It was taken as not stated.")
            return nil
        }
        return flag
    }

    private func assurance(
        _ scheme: String, _ isHeld: Bool, _ key: String, _ row: inout IntakeRow
    ) -> JSON {
        guard isHeld else { return ["scheme": .string(scheme), "status": "notHeld"] }
        let from = fields.text(key + "When", &row).flatMap { day($0) }
        let exclusions = fields.text(key + "Exclusions", &row)
        let scope = exclusions.map { "Not covered: \($0)" }
            .map { Shortening.of($0, to: .remark) ?? $0 }
        return .object(stating: [
            "scheme": .string(scheme), "status": "held", "from": from.map { .string("\($0)") },
            "scope": scope.map { .string($0) },
        ])
    }

    private var starScheme: String {
        switch fields.value("standardsCSASTARLevel")?.text {
        case nil, "level_1_csa_star_self_assessment": "csa-star-level-1"
        default: "csa-star-level-2"
        }
    }

    /// Of its staff, the highest first; a lower one is covered by a higher and need not be said.
    private func clearances(_ row: inout IntakeRow) -> [JSON] {
        let levels = fields.texts("governmentSecurityClearances", &row) ?? []
        return ["dv", "sc", "bpss"].first { levels.contains($0) }
            .map { [["scheme": .string($0), "status": "held"]] } ?? []
    }

    /// Suppliers wrote the day as they liked; only what can be one day is taken.
    private func day(_ text: String) -> Day? {
        if let day = Day(text) { return day }
        let parts = text.split { "/.- ".contains($0) }.compactMap { Int($0) }
        guard parts.count == 3 else { return nil }
        return Day(year: parts[2], month: parts[1], day: parts[0])
    }
}
