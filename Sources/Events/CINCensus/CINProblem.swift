public import Casework

/// Something in a return that kept a part of it from being read, or is odd. A child is named by its
/// place in the file alone.
public struct CINProblem: Hashable, Sendable {
    /// What is left out for it.
    public enum Cost: Hashable, Sendable {
        /// Nothing; it is odd and worth a look.
        case nothing
        /// A value that the rest is read without.
        case value
        /// The closing of one `CINdetails`: its referral is read as if nothing were said of one.
        case closing
        /// One `CINdetails`.
        case episode
        /// One child with all of its `CINdetails`.
        case child
        /// Everything from here on.
        case rest
    }

    /// The line in the file, from 1.
    public let line: Int
    /// Which `Child` of the file it is, from 1; nil outside children.
    public let child: Int?
    /// The element's name.
    public let element: String
    /// What is wrong and what would be right.
    public let reason: String
    public let cost: Cost
}

extension CINProblem: CustomStringConvertible {
    public var description: String {
        let place = child.map { "line \(line), child \($0)" } ?? "line \(line)"
        let loss =
            switch cost {
            case .nothing: "nothing is left out"
            case .value: "this value is left out, and the rest is read without it"
            case .closing: "this closing is left out, and the referral stands without it"
            case .episode: "this CINdetails is left out"
            case .child: "this child is left out"
            case .rest: "everything from here on is left out"
            }
        return "\(place), \(element): \(reason) (\(loss))"
    }
}

/// Why a file is not read at all.
public struct CINRefusal: Error, Hashable, Sendable {
    /// The line in the file, from 1; 0 for the file as a whole.
    public let line: Int
    public let element: String
    public let reason: String
}

extension CINRefusal: CustomStringConvertible {
    public var description: String {
        "The return cannot be read. line \(line), \(element): \(reason)"
    }
}

/// What was read from a return.
public struct CINSummary: Hashable, Sendable {
    /// The authority's three digits; nil where the return does not tell them.
    public internal(set) var authority: String?
    /// 31 March at the end of the year it is about.
    public internal(set) var referenceDate: Day?
    /// The time of its events.
    public internal(set) var time: Moment?
    /// `Child` elements met, those left out among them.
    public internal(set) var children = 0
    public internal(set) var referrals = 0
    public internal(set) var closures = 0
    /// Records of the earlier return taken back.
    public internal(set) var retractions = 0
    public internal(set) var problems = 0
    public internal(set) var childrenLeftOut = 0
    public internal(set) var episodesLeftOut = 0
    public internal(set) var closingsLeftOut = 0
    public internal(set) var valuesLeftOut = 0
    /// Bytes read.
    public internal(set) var bytes = 0
    /// Whether the file was read to its end.
    public internal(set) var isComplete = false
}
