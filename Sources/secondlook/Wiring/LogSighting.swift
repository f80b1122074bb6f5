import Contract
import DutyBoard
import Engine
import EventLog

/// How the record topics and the group of the engines stand, as one look at the log shows it. The
/// board, `/readyz`, the metrics and the doctor all go by this, so that they say the same.
struct LogSighting: Sendable {
    private(set) var survey: [Partition: PartitionSurvey] = [:]
    private(set) var missing = MissingHistory()
    /// How many engines there are; nil where the log cannot tell or nobody asked.
    private(set) var engines: Int?
    /// What the engines have dealt with; nil where nobody asked.
    private(set) var committed: [Partition: Int64]?
    /// What the log itself knows to be wrong with what it holds.
    private(set) var faults: [LogFault] = []
    /// That the log takes nothing, though it has no fault; nil where it takes what comes.
    private(set) var unwritable: String?
    private var group: String?

    init() {}

    /// - Parameter group: the engines'; nil not to ask about them.
    init(of log: any EventLog, group: String?) throws {
        self.group = group
        survey = try log.survey(of: Contract.records)
        faults = log.faults
        unwritable =
            faults.isEmpty ? log.writeTrouble.map { "Nothing can be written. \($0)" } : nil
        guard let group else { return }
        let commitments = try log.commitments(of: group)
        committed = commitments.mapValues(\.offset)
        missing = MissingHistory(survey, rememberedBy: commitments)
        engines = try log.members(of: group)
    }

    /// That what the log holds is not all that it took; nil where it is.
    var notWhole: String? {
        // What the log itself found says more about the same records.
        faults.isEmpty ? missing.sentence : faults.map(\.description).joined(separator: " ")
    }

    /// The partitions in which an open transaction hides records, each with the offset from which on
    /// it does.
    var heldBack: [Partition: Int64] {
        survey.filter { $0.value.heldBack > 0 }.mapValues(\.readable)
    }

    /// That nobody can read what was accepted in these partitions; nil where there are none.
    func sentence(heldBack partitions: some Collection<Partition>) -> String? {
        guard !partitions.isEmpty else { return nil }
        let counts = partitions.map { ($0, survey[$0]?.heldBack ?? 0) }
        return "Records that were accepted cannot be read yet, in "
            + Self.names(Dictionary(uniqueKeysWithValues: counts))
            + ": a publisher's transaction is open there. End it, or look for the publisher that "
            + "left it open; the brokers end it after its time-out."
    }

    /// That there is no engine; nil where there is one, or nobody can tell.
    var noEngine: String? {
        guard let group, engines == 0 else { return nil }
        return
            "No engine is at work: the group \(group) has no member. Start secondlook serve with "
            + "the engine among its roles."
    }

    /// Where each partition that holds records ends, those of open transactions included.
    var ends: [Partition: Int64] {
        survey.filter { !$0.value.accepted.isEmpty }.mapValues(\.accepted.upperBound)
    }

    /// Whether engines have dealt with all that stood below these ends; true where nobody asked.
    func isDealt(_ ends: [Partition: Int64]) -> Bool {
        guard let committed else { return true }
        return ends.allSatisfy { $1 <= committed[$0] ?? 0 }
    }

    /// That engines have not dealt with what can be read; nil where they have.
    var undealt: String? {
        let waiting = survey.reduce(into: [Partition: Int64]()) { waiting, entry in
            let next = max(committed?[entry.key] ?? 0, entry.value.accepted.lowerBound)
            if entry.value.readable > next { waiting[entry.key] = entry.value.readable - next }
        }
        guard committed != nil, !waiting.isEmpty else { return nil }
        return
            "Records wait for an engine, in \(Self.names(waiting)). One that is at work has them "
            + "soon; look at its /readyz and its log."
    }

    /// `contacts/3 (2 records), closures/0 (1 record) and 7 more`.
    private static func names(_ counts: [Partition: Int64]) -> String {
        let all = counts.sorted { $0.key < $1.key }.map { partition, count in
            "\(partition.topic)/\(partition.number) (\(count) record\(count == 1 ? "" : "s"))"
        }
        let more = all.count > most ? " and \(all.count - most) more" : ""
        return all.prefix(most).joined(separator: ", ") + more
    }

    private static let most = 4
}
