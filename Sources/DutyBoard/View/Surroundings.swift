public import Casework
public import EventLog
public import Timekeeping

/// What is known of the log and of the engines beside what the board itself has read, and what of it
/// keeps the board from being complete.
public struct Surroundings: Hashable, Sendable {
    /// Everything that the log had accepted by then could be read, and where engines are watched, one
    /// of them had dealt with it. Nil where that was never seen, or nobody looks.
    public var confirmedUpTo: Moment?
    /// What has kept that from being confirmed for longer than a moment; empty where all is well.
    public var obstacles: [Obstacle] = []
    /// The partitions that the record topics have, as was seen last.
    public var partitions: Set<Partition> = []
    /// Why the machine's clock is not believed; nil where it is.
    public var clock: ClockDoubt?
    /// Whether anybody looks. Where not, the board goes by what it reads.
    public var isWatched = false

    public init() {}

    /// Something that keeps the board from being complete.
    public struct Obstacle: Hashable, Sendable {
        public enum Kind: String, CaseIterable, Sendable {
            /// The log does not answer.
            case silent
            /// A topic is not there, or cannot be asked about.
            case unreadable
            /// Records that were there once are not any more.
            case missing
            /// The log takes nothing.
            case unwritable
            /// Another writer's open transaction hides records that were accepted.
            case heldBack = "held_back"
            /// No engine is at work.
            case noEngine = "no_engine"
            /// The engines do not deal with what was recorded.
            case undealt
            /// The board does not read a partition that has records.
            case unread
        }

        public let kind: Kind
        /// For whoever runs the program: a sentence that names topic and partition and what to do.
        public let sentence: String
        /// When it was first seen, or when the log answered last.
        public let since: Moment?

        public init(_ kind: Kind, _ sentence: String, since: Moment?) {
            self.kind = kind
            self.sentence = sentence
            self.since = since
        }
    }
}

// For people at the desk, who know neither topics nor partitions.
extension Surroundings.Obstacle {
    /// What follows the word in the corner of the page: `the log has not answered since 09:40`.
    var words: String {
        let since = since.map { " since \($0.timeOfDay)" } ?? ""
        return switch kind {
        case .silent: "the log has not answered\(since)"
        case .unreadable: "the log cannot be read\(since)"
        case .missing: "records are missing from the log"
        case .unwritable: "nothing can be recorded\(since)"
        case .heldBack: "records are held back\(since)"
        case .noEngine: "no engine has been at work\(since)"
        case .undealt: "records wait for an engine\(since)"
        case .unread: "records are not read yet"
        }
    }

    /// What that means for who reads the page.
    var caution: String {
        let since = since.map { " since \($0.timeOfDay)" } ?? ""
        return switch kind {
        case .silent, .unreadable:
            "The log has not answered\(since). What was recorded after that is not here. "
                + Self.tell
        case .missing:
            "Records that were there once are missing from the log. Cases may be missing here, "
                + "and no alert of the children concerned is withdrawn. " + Self.tell
        case .unwritable:
            "Nothing can be recorded\(since): the systems that publish keep what is new, and it is "
                + "not here yet. " + Self.tell
        case .heldBack:
            "Records that were accepted\(since) are held back by the system that publishes them, "
                + "and are not here yet. " + Self.tell
        case .noEngine:
            "Nothing has been looking through the records\(since). New cases do not appear here "
                + "until it does. " + Self.tell
        case .undealt:
            "Records wait to be looked through\(since). Their cases are not here yet. " + Self.tell
        case .unread:
            "Some records are not read yet. Their cases may be missing here. " + Self.tell
        }
    }

    private static let tell = "Tell whoever runs Second Look."

    /// Whether nothing more comes in.
    var isStandstill: Bool { kind == .silent || kind == .unreadable }
}
