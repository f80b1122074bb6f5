import Catalogue

/// What became of a contracting process: told by the states of its awards, contracts and tender, since
/// a tag says only what a release is about, and compiled releases have one tag for everything.
enum OCDSOutcome: Hashable {
    /// An award or a contract stands.
    case awarded
    /// It ended without one.
    case unsuccessful
    /// It was stopped before one.
    case cancelled
    /// Nothing is known to have come of it yet, or it was opened again.
    case none

    /// - Parameter releases: by date.
    init(_ releases: [OCDSRelease]) {
        let whole = releases.dropFirst().reduce(releases.first?.json ?? .null) {
            $0.merged(with: $1.json)
        }
        let awards = OCDSOutcome.states(whole["awards"])
        let contracts = OCDSOutcome.states(whole["contracts"])
        let standing: Set<String?> = ["active", nil]
        if awards.contains(where: { standing.contains($0) })
            || contracts.contains(where: { $0 != "cancelled" })
        {
            self = .awarded
            return
        }
        let ended = OCDSOutcome(ended: whole["tender"]?["status"]?.text)
        if awards.isEmpty, contracts.isEmpty {
            self = OCDSOutcome.tagged(releases) ?? ended
            return
        }
        if ended != .none {
            self = ended
            return
        }
        // Awards that fell through end a process, unless a later release asks again.
        guard awards.allSatisfy({ $0 == "unsuccessful" || $0 == "cancelled" }),
            !OCDSOutcome.isReopened(releases), !OCDSOutcome.hasOpenLots(whole)
        else {
            self = .none
            return
        }
        self = awards.contains("unsuccessful") ? .unsuccessful : .cancelled
    }

    /// Whether a lot is still asked for that no award is about.
    private static func hasOpenLots(_ whole: JSON) -> Bool {
        let settled = Set(
            (whole["awards"]?.elements ?? []).flatMap {
                ($0["relatedLots"]?.elements ?? []).compactMap(\.text)
            })
        return (whole["tender"]?["lots"]?.elements ?? []).contains { lot in
            ["active", "planned", "pending"].contains(lot["status"]?.text)
                && !settled.contains(lot["id"]?.text ?? "")
        }
    }

    private init(ended status: String?) {
        switch status {
        case "unsuccessful": self = .unsuccessful
        case "cancelled": self = .cancelled
        default: self = .none
        }
    }

    private static func states(_ list: JSON?) -> [String?] {
        (list?.elements ?? []).map { $0["status"]?.text }
    }

    /// Where no award is spelt out, the last release that is about one says whether it stands.
    private static func tagged(_ releases: [OCDSRelease]) -> OCDSOutcome? {
        guard let last = releases.last(where: { $0.isOutcome }), !isReopened(releases) else {
            return nil
        }
        return last.tags.contains("awardCancellation") ? nil : .awarded
    }

    /// Whether what is needed was asked for again after the last word about an award.
    private static func isReopened(_ releases: [OCDSRelease]) -> Bool {
        guard let last = releases.lastIndex(where: { $0.isOutcome || $0.json["awards"] != nil })
        else { return false }
        return releases[(last + 1)...].contains { release in
            release.isStatement && !release.isOutcome
                && ["active", "planned", "planning"]
                    .contains(release.json["tender"]?["status"]?.text)
        }
    }
}
