public import Casework

/// A review and where it stands in the log.
public struct PlacedReview: Hashable, Sendable {
    public let review: Review
    /// Orders the reviews of one child: its offset in the child's partition.
    public let place: Int64

    public init(_ review: Review, at place: Int64) {
        self.review = review
        self.place = place
    }
}

/// What people did about a set of children, settled by the order of the log.
///
/// Every act names the act that it follows (`Review.after`). Of two people who act upon the same
/// state at once, the one whose review stands first in the log is the one who acted; the other's
/// has no effect, and they are told who was first. The history follows from the set of placed
/// reviews, not from the order in which they were read, nor from repeats (law 1).
///
/// An act about several children spreads over several partitions, between which there is no order.
/// It takes effect if its review about its lead child does, and then about each other child whose
/// own state was still the one that was seen.
public struct ReviewHistory: Sendable {
    private let byChild: [ChildID: [PlacedReview]]
    private var effective: [String: Bool] = [:]
    private var acts: [ChildID: [Review]] = [:]

    /// - Parameter reviews: all reviews of every child that shares an act with another of the set.
    public init(_ reviews: some Sequence<PlacedReview>) {
        var byChild: [ChildID: [PlacedReview]] = [:]
        for placed in Set(reviews) { byChild[placed.review.childID, default: []].append(placed) }
        self.byChild = byChild.mapValues { placed in
            var seen: Set<String> = []
            return placed.sorted { $0.place < $1.place }
                // An append that was tried again may stand twice; the first is the one.
                .filter { seen.insert($0.review.reviewID).inserted }
        }
        // A lead has the smallest identifier of its act. So whatever an act's effect upon a child
        // depends on was settled when the children before it were.
        for child in self.byChild.keys.sorted() { settle(child) }
    }

    /// The reviews of a child that took effect, in the order of the log.
    public func acts(about child: ChildID) -> [Review] { acts[child] ?? [] }

    /// The last act about a child that took effect: what the next has to name.
    public func last(about child: ChildID) -> Review? { acts[child]?.last }

    /// Whether an act took effect; nil where its lead child's review was not read yet.
    public func tookEffect(_ reviewID: String) -> Bool? { effective[reviewID] }

    private mutating func settle(_ child: ChildID) {
        var last: Review?
        var chain: [Review] = []
        for placed in byChild[child] ?? [] {
            let review = placed.review
            let follows = review.after == last?.reviewID
            if review.lead == child {
                effective[review.reviewID] = follows && review.isWellFormed
            }
            guard follows, review.isWellFormed, effective[review.reviewID] == true else { continue }
            chain.append(review)
            last = review
        }
        acts[child] = chain
    }
}
