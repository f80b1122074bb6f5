extension Appraisal {
    /// The alerts that should stand for a child: what its findings are, in the shape that is
    /// published. The revision is 1 and the status open; what they really are depends on what is
    /// published already (`Reconciliation`).
    public func alerts(for child: ChildID, under policy: Policy) -> [Alert] {
        findings.map { finding in
            Alert(
                id: Alert.id(child: child, rule: finding.rule, anchor: finding.anchor),
                revision: 1, status: .open, rule: finding.rule, severity: finding.severity,
                childID: child, raisedAt: finding.since,
                dueAt: finding.dueAt
                    ?? policy.deadline(
                        policy.lookWithin[finding.severity] ?? 1,
                        workingDaysAfter: finding.since.day),
                score: score.total, band: band.name, reasons: finding.reasons,
                evidence: finding.evidence.map(\.id).withoutRepeats, policy: policy.digest)
        }
    }
}

extension [RecordID] {
    /// The same, each once, where it came first: a closure has its referral's identifier.
    fileprivate var withoutRepeats: [RecordID] {
        var seen: Set<RecordID> = []
        return filter { seen.insert($0).inserted }
    }
}
