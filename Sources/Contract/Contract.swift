public import EventLog

/// The topics that Second Look shares with other systems. What each carries, and how, stands as
/// data in `topics/`; a test holds the two together.
public enum Contract {
    public static let contacts = Topic("contacts", partitions: 12)
    public static let referrals = Topic("referrals", partitions: 12)
    public static let closures = Topic("closures", partitions: 12)
    public static let alerts = Topic("alerts", partitions: 12)
    public static let reviews = Topic("reviews", partitions: 12)
    public static let quarantine = Topic("quarantine", partitions: 12)

    /// The topics that systems publish records to.
    public static let records = [contacts, referrals, closures]
    /// Every topic that Second Look reads or writes.
    public static let all = records + [alerts, reviews, quarantine]

    /// Who a child is. It is declared, so that there is one place for it that nothing here reads:
    /// neither logs nor programs of ours are given this topic.
    public static let people = Topic("people", partitions: 12)
    /// Every topic that is declared.
    public static let declared = all + [people]
}
