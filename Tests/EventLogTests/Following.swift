import EventLog

/// A member of a group that takes what it is given, and begins where its group left off.
final class Following {
    let member: any GroupMember
    private(set) var owned: Set<Partition> = []
    private(set) var records: [Record] = []
    private let log: any EventLog
    private let group: String

    init(_ log: any EventLog, _ group: String, topics: [Topic]) throws {
        self.log = log
        self.group = group
        member = try log.join(group, topics: topics)
    }

    /// Takes the next thing that it is told, if that comes within a moment.
    func step() throws {
        switch try member.next(atMost: 100, waiting: .milliseconds(20)) {
        case .assigned(let partitions):
            let committed = try log.committed(by: group)
            try member.begin(
                at: Dictionary(uniqueKeysWithValues: partitions.map { ($0, committed[$0] ?? 0) }))
            owned.formUnion(partitions)
        case .revoked(let partitions):
            owned.subtract(partitions)
        case .records(let records):
            self.records += records
        }
    }

    func commit(_ offsets: [Partition: Int64]) throws { try member.commit(offsets) }
}

/// Lets members take their turns until something holds; at the most a minute, which is what a group
/// may need to notice that a member is gone.
func pump(_ members: Following..., until holds: () -> Bool) throws {
    let deadline = ContinuousClock.now + .seconds(60)
    while !holds() {
        guard ContinuousClock.now < deadline else { throw Overdue() }
        for member in members { try member.step() }
    }
}

struct Overdue: Error {}
