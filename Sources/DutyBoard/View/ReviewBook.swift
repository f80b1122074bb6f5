import Casework
import Reviews

/// What people did, as the `reviews` topic has it: every review that was read, and of each child
/// those that took effect.
struct ReviewBook: Sendable {
    private var placed: [ChildID: [PlacedReview]] = [:]
    private var effective: [ChildID: [Review]] = [:]
    private var unsettled: Set<ChildID> = []

    /// Takes a review in; `settle` works out what it changed.
    mutating func take(_ review: PlacedReview) {
        placed[review.review.childID, default: []].append(review)
        unsettled.insert(review.review.childID)
    }

    /// Works out anew what took effect, for the children about whom something was read and for all
    /// who share acts with them.
    ///
    /// - Returns: those children.
    mutating func settle() -> Set<ChildID> {
        var (left, touched) = (unsettled, Set<ChildID>())
        unsettled = []
        while let start = left.first {
            let group = group(of: start)
            let history = ReviewHistory(group.flatMap { placed[$0] ?? [] })
            for child in group { effective[child] = history.acts(about: child) }
            left.subtract(group)
            touched.formUnion(group)
        }
        return touched
    }

    /// The reviews about a child that took effect, in the order of the log.
    func acts(about child: ChildID) -> [Review] { effective[child] ?? [] }

    /// A child and all who share an act with it, or with one of these.
    private func group(of child: ChildID) -> Set<ChildID> {
        var (group, open): (Set<ChildID>, [ChildID]) = ([child], [child])
        while let next = open.popLast() {
            for placed in placed[next] ?? [] {
                open += placed.review.children.filter { group.insert($0).inserted }
            }
        }
        return group
    }
}
