/// Why a message is refused: the field, what is wrong with it and what to do about it.
///
/// Its texts may be logged and sent back to whoever published: they quote neither identifiers nor
/// free text, and a wrong code only where it is short, plain and not the child's identifier.
public struct InvalidEvent: Error, Hashable, Sendable {
    /// Where it is: `time`, `data.receivedAt`, `[3].data.source` in a batch; `event` where it is
    /// the message as a whole.
    public var field: String
    /// What is wrong, to be read after the field: "is missing".
    public var problem: String
    /// What to do: "state it".
    public var remedy: String

    public init(field: String, problem: String, remedy: String) {
        self.field = field
        self.problem = problem
        self.remedy = remedy
    }
}

extension InvalidEvent: CustomStringConvertible {
    public var description: String { "\(field) \(problem): \(remedy)." }
}

extension InvalidEvent {
    /// The name of the message as a whole.
    static let whole = "event"

    /// The same problem, met in an element of a batch.
    func within(element index: Int) -> InvalidEvent {
        let inner = field == Self.whole ? "" : ".\(field)"
        return InvalidEvent(field: "[\(index)]\(inner)", problem: problem, remedy: remedy)
    }

    /// The same problem of a document, met where that document is a member's value.
    func within(_ member: String) -> InvalidEvent {
        InvalidEvent(
            field: field == Self.whole ? member : "\(member).\(field)", problem: problem,
            remedy: remedy)
    }

    init(_ problem: JSONParser.Problem) {
        let (what, remedy) =
            switch problem {
            case .notJSON:
                ("is not JSON", "send one whole JSON document, not cut off, with nothing after it")
            case .empty: ("is empty", "send a JSON document")
            case .notUTF8: ("is not UTF-8", "encode the message as UTF-8")
            case .badString:
                (
                    "has a string that JSON does not allow",
                    "escape control characters, use JSON's escapes and write surrogates in pairs"
                )
            case .badNumber:
                (
                    "has a number that JSON does not allow, or a larger one than is read",
                    "mend the number, or write it as a string"
                )
            case .foreign(let kind): (kind.problem, "encode the message as JSON in UTF-8")
            case .marked: ("begins with a byte order mark", "leave the mark out")
            case .tooLarge(let limit):
                ("is larger than \(limit) bytes", "send fewer or smaller events at a time")
            case .tooMany: ("has more values than any batch needs", "send several smaller batches")
            case .tooDeep(let limit): ("is nested deeper than \(limit)", "send it flat")
            case .duplicateKey: ("states it twice", "state it once")
            case .outOfMemory: ("could not be read for want of memory", "send it again later")
            }
        if case .duplicateKey(let key) = problem {
            self.init(field: Naming.quotable(key) ?? "a field", problem: what, remedy: remedy)
        } else {
            self.init(field: Self.whole, problem: what, remedy: remedy)
        }
    }
}
