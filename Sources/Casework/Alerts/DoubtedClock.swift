/// What may be published while two clocks contradict each other: one that nobody set, and by which
/// time goes on, and the machine's own, which has jumped and is not believed.
///
/// Either may be right. So an alert is withdrawn only where it stands by neither: what the records
/// say is taken back as ever, and nothing goes because of the jump. And what opens, opens by the
/// first, or by what a publishing system's clock vouches for: its event bears a later time.
public struct DoubtedClock: Hashable, Sendable {
    /// The time that is gone by.
    public let now: Moment
    /// What the machine's clock says.
    public let doubted: Moment

    public init(now: Moment, doubted: Moment) {
        (self.now, self.doubted) = (now, doubted)
    }

    /// The moment at which a child is appraised: now, or when an event about it was recorded, where
    /// that is later and the machine's clock does not contradict.
    public func moment(for chronology: Chronology) -> Moment {
        chronology.entries.lazy.map(\.time).filter { $0 <= doubted }.reduce(now, max)
    }

    /// The same revisions but those withdrawals that one of the clocks does not bear out.
    public func bearing(
        _ revisions: [Alert], published: [Alert], of chronology: Chronology, under policy: Policy
    ) -> [Alert] {
        let standing = Set(published.lazy.filter { $0.status != .withdrawn }.map(\.id))
        let leaving = revisions.filter { $0.status == .withdrawn && standing.contains($0.id) }
        guard let child = leaving.first?.childID else { return revisions }
        let stays = Set(
            [now, doubted].flatMap { moment in
                Appraisal(of: chronology, at: moment, under: policy)
                    .alerts(for: child, under: policy).map(\.id)
            })
        return revisions.filter { $0.status != .withdrawn || !stays.contains($0.id) }
    }
}
