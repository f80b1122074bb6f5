public import Catalogue

/// What a file brought: the entries that can be taken, and what is to be said of the rest. Nothing
/// is written yet.
public struct Intake: Sendable {
    /// In the order of the file; an organisation stands before what belongs to it.
    public internal(set) var drafts: [Draft] = []
    /// The releases of contracting processes in the file, to be kept whatever comes of them now.
    public internal(set) var releases: [HeldRelease] = []
    /// In the order of the file; the first `ImportLimits.remarks` of them.
    public internal(set) var remarks: [ImportRemark] = []
    /// How many remarks there were beyond those.
    public internal(set) var unnamed = 0
    /// How many rows were not taken.
    public internal(set) var refusedRows = 0
    /// How many rows the file has.
    public internal(set) var rows = 0

    /// Of no file.
    public init() {}

    public var refusals: [ImportRemark] { remarks.filter { $0.weight == .refusal } }
    public var warnings: [ImportRemark] { remarks.filter { $0.weight == .warning } }

    /// A file that cannot be read at all.
    static func refused(_ fault: String, _ remedy: String, place: String = "") -> Intake {
        .refused([
            ImportRemark(
                weight: .refusal, row: 0, place: place, field: "", fault: fault, remedy: remedy)
        ])
    }

    static func refused(_ remarks: [ImportRemark]) -> Intake {
        var intake = Intake()
        intake.refusedRows = 1
        intake.say(remarks)
        return intake
    }

    /// Keeps remarks as far as there is room, and counts the rest.
    mutating func say(_ more: [ImportRemark]) {
        let room = max(0, ImportLimits.remarks - remarks.count)
        remarks += more.prefix(room)
        unnamed += max(0, more.count - room)
    }

    /// The same, said of a file.
    public func named(_ source: String) -> Intake {
        var intake = self
        for index in intake.remarks.indices { intake.remarks[index].source = source }
        for index in intake.drafts.indices { intake.drafts[index].source = source }
        return intake
    }

    /// Puts another file's behind this one's.
    public mutating func append(_ other: Intake) {
        drafts += other.drafts
        releases += other.releases
        say(other.remarks)
        unnamed += other.unnamed
        refusedRows += other.refusedRows
        rows += other.rows
    }
}

/// An entry that came in and is not yet in the catalogue.
public struct Draft: Sendable {
    public enum What: Sendable {
        case organisation(Organisation)
        case solution(Solution)
        case problem(Problem)
        /// It is no longer offered: what stands of it here is withdrawn.
        case withdrawal(EntryKind, id: String)
        /// How a problem ended, from a source that does not say the problem itself: what stands of it
        /// here takes that state. What it repeats of the problem, for where none stands.
        case ending(problem: String, Problem.Status, repeated: Problem?)
    }

    public let what: What
    /// The file; nil where the bytes have no name.
    public internal(set) var source: String?
    public let row: Int
    public let place: String
    /// Whether the row only mentions it, as a service its supplier: one that the catalogue holds
    /// already stays as it is.
    public let isMention: Bool
    /// When it was first recorded in any system, where the file says so: milliseconds since 1970
    /// UTC.
    public let recordedAt: Int64?

    var kind: EntryKind {
        switch what {
        case .organisation: .organisation
        case .solution: .solution
        case .problem, .ending: .problem
        case .withdrawal(let kind, _): kind
        }
    }

    var isEnding: Bool {
        if case .ending = what { true } else { false }
    }

    var id: String {
        switch what {
        case .organisation(let organisation): organisation.id
        case .solution(let solution): solution.id
        case .problem(let problem): problem.id
        case .withdrawal(_, let id), .ending(let id, _, _): id
        }
    }
}
