public import EventLog

/// The topics that Second Look shares with other systems. What each carries, and how, stands as
/// data in `topics/`; a test holds the two together.
public enum Contract {
    public static let contacts = Topic("contacts", partitions: 12)
    public static let referrals = Topic("referrals", partitions: 12)
    public static let closures = Topic("closures", partitions: 12)
    public static let alerts = Topic("alerts", partitions: 12)
    public static let quarantine = Topic("quarantine", partitions: 12)

    /// The topics that systems publish records to.
    public static let records = [contacts, referrals, closures]
    /// Every topic.
    public static let all = records + [alerts, quarantine]
}
