extension Solution {
    /// Whether a certificate or one that covers it is held and valid.
    ///
    /// Let V be the verdict on a scheme. What covers it decides first: met where one is met, not
    /// stated where one is claimed without dates. Otherwise V is "not met" where one is stated as
    /// not held, in progress, not yet begun or expired, or where V of a scheme that this one covers
    /// is "not met": who does not hold Cyber Essentials cannot hold Plus.
    func judged(holding scheme: String, on day: Day) -> Finding {
        let lattice = Lattices.standard.assurance
        let relevant = (assurances ?? []).filter { lattice.covers($0.scheme, scheme) }
        let findings = relevant.map { $0.judged(for: scheme, on: day) }
        let nextChange = findings.compactMap(\.nextChange).min()
        for verdict in [Verdict.met, .notStated, .notMet] {
            guard var best = findings.first(where: { $0.verdict == verdict }) else { continue }
            best.nextChange = nextChange
            return best
        }
        for lower in lattice.relaxations(of: scheme) {
            let finding = judged(holding: lower, on: day)
            guard finding.verdict == .notMet else { continue }
            return Finding(
                .notMet,
                finding.reason() + " Without it \(lattice.name(of: scheme)) cannot be held.",
                nextChange: finding.nextChange)
        }
        // A lower scheme that holds today and expires may later turn this into a plain no.
        let changes = lattice.relaxations(of: scheme).compactMap {
            judged(holding: $0, on: day).nextChange
        }
        return Finding(
            .notStated, "\(lattice.name(of: scheme)) is not stated.", nextChange: changes.min())
    }
}

extension Assurance {
    /// One entry, looked at for a scheme that it covers.
    fileprivate func judged(for wanted: String, on day: Day) -> Finding {
        let lattice = Lattices.standard.assurance
        let name = lattice.name(of: scheme)
        let covering =
            scheme == wanted ? "" : " \(name) covers \(lattice.name(of: wanted))."
        switch status {
        case .notHeld: return Finding(.notMet, "\(name) is stated as not held.")
        case .inProgress:
            return Finding(.notMet, "\(name) is being worked towards and not held yet.")
        case .held: break
        }
        let valid = validity
        if valid.isAfter(day), let from = valid.from {
            return Finding(
                .notMet, "\(name) begins on \(from.spoken).", nextChange: from)
        }
        if valid.isBefore(day), let until = valid.until {
            return Finding(.notMet, "\(name) expired on \(until.spoken).")
        }
        if let until = valid.until {
            let note = period.until == nil ? ", \(lattice.months(of: scheme) ?? 0) months long" : ""
            return Finding(
                .met, "\(name) is held until \(until.spoken)\(note).\(covering)",
                nextChange: until + 1)
        }
        guard let months = lattice.months(of: scheme) else {
            return Finding(.met, "\(name) is held.\(covering)")
        }
        return Finding(
            .notStated,
            "\(name) is stated as held but not until when, and it is good for \(months) months.")
    }

    /// Its own dates; where only the first is stated, as long as such a certificate is good for.
    private var validity: Period {
        guard period.until == nil, let from = period.from,
            let months = Lattices.standard.assurance.months(of: scheme)
        else { return period }
        return Period(from: from, until: from.adding(months: months) - 1)
    }
}
