internal import Casework
public import Reviews

/// Reads reviews, as strictly as events are read. It keeps its buffers: make one for each thread.
public final class ReviewDecoder {
    /// The bytes that a review has at most: 1 MiB.
    public static let largestReview = 1 << 20
    /// The characters that the reason of a review may have.
    public static let longestReason = 4_000

    private let parser = JSONParser(largest: ReviewDecoder.largestReview, deepest: 64)
    private let names = ReviewField.names
    private let all = FieldSet(ReviewField.allCases)
    private let types = WordTable(codesOf: ReviewType.self)
    private let decisions = WordTable(codesOf: Decision.self)
    private let parts = ReviewParts()

    public init() {}

    /// The review that these bytes are.
    public func decode(_ bytes: [UInt8]) throws(InvalidEvent) -> Review {
        try bytes.withUnsafeBufferPointer { bytes throws(InvalidEvent) in
            try decode(UnsafeRawBufferPointer(bytes))
        }
    }

    /// The review that these bytes are.
    public func decode(_ bytes: UnsafeRawBufferPointer) throws(InvalidEvent) -> Review {
        let nodes: JSONNodes
        do throws(JSONParser.Problem) {
            nodes = try parser.parse(bytes)
        } catch {
            throw InvalidEvent(error)
        }
        guard nodes[0].kind == .object else {
            throw InvalidEvent(
                field: InvalidEvent.whole, problem: "is not a JSON object", remedy: "send a review")
        }
        let members = try Members(
            closed: nodes, at: 0, path: "", names: names, allowed: all, child: .childId,
            kind: "a review")
        let type = try members.code(.type, types)
        let allowed = FieldSet(ReviewType.common + type.fields)
        for field in ReviewField.allCases where members.has(field) && !allowed.contains(field) {
            throw members.invalid(field, "is not a field of \(type.rawValue)", "leave it out")
        }
        return try review(members, type)
    }

    private func review(
        _ members: Members<ReviewField>, _ type: ReviewType
    ) throws(InvalidEvent) -> Review {
        Review(
            reviewID: try identifier(members, .reviewId),
            childID: ChildID(try identifier(members, .childId)),
            children: try parts.children(members),
            after: members.has(.after) ? try identifier(members, .after) : nil,
            at: try members.moment(.at), by: try parts.reviewer(members),
            alerts: try parts.alerts(members), act: try act(members, type))
    }

    private func act(
        _ members: Members<ReviewField>, _ type: ReviewType
    ) throws(InvalidEvent) -> Review.Act {
        switch type {
        case .taken: return .taken(until: try members.moment(.until))
        case .released: return .released
        case .snoozed:
            return .snoozed(
                until: try members.moment(.until), reason: try reason(members),
                seen: try parts.evidence(members))
        case .viewed: return .viewed(try members.code(.decision, decisions))
        case .decided:
            let decision = try members.code(.decision, decisions)
            return .decided(
                try parts.judgement(
                    decision, reason: try reason(members), seen: try parts.evidence(members),
                    members, decisions))
        }
    }

    private func identifier(
        _ members: Members<ReviewField>, _ name: ReviewField
    ) throws(InvalidEvent) -> String {
        try members.identifier(name, longest: Identifier.longest)
    }

    private func reason(_ members: Members<ReviewField>) throws(InvalidEvent) -> String {
        try members.prose(
            .reason, longest: ReviewDecoder.longestReason, remedy: "say why it was done")
    }
}
