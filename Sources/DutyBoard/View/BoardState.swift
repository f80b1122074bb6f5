import Casework
import Digests
import Reviews

/// Everything that the board has read: a value, so that reading the log and answering a request
/// meet only for the moment it takes to change or to copy a part of it.
struct BoardState: Sendable {
    private(set) var children: [ChildID: ChildFile] = [:]
    private var byDigest: [String: ChildID] = [:]
    /// Children with an alert that stands.
    private(set) var pressing: Set<ChildID> = []
    /// Children with no alert that stands, the last of which was withdrawn not long ago.
    private(set) var relieved: Set<ChildID> = []
    /// Who lives together, as far as records say.
    private(set) var homes: [HouseholdID: Set<ChildID>] = [:]
    private(set) var book = ReviewBook()
    /// Children about whom somebody decided not long ago.
    private(set) var decided: Set<ChildID> = []
    /// Children whose records changed since their household was read out of them.
    private var moving: Set<ChildID> = []
    private(set) var ring: AlertRing
    /// What was read of the `alerts` topic.
    private(set) var bookmark: Bookmark
    var progress = FollowingProgress()

    init(partitions: Int, ring capacity: Int) {
        ring = AlertRing(capacity: capacity, partitions: partitions)
        bookmark = Bookmark(partitions: partitions)
    }

    /// The child that a link or a person names: by digest, or by identifier.
    func child(digest: String) -> ChildFile? { byDigest[digest].flatMap { children[$0] } }

    mutating func begin(at first: Bookmark) {
        bookmark = bookmark.joined(first)
        ring.begin(at: first)
    }

    mutating func take(_ event: Event, _ digest: KeyedDigest) {
        if children[event.childID] == nil { open(event.childID, digest) }
        if children[event.childID]?.take(event) == true { moving.insert(event.childID) }
    }

    mutating func take(_ review: PlacedReview) { book.take(review) }

    /// Works out what follows from all that was taken in since the last time: who lives with whom,
    /// and which acts took effect.
    mutating func settle() {
        for id in moving {
            let before = children[id]?.household
            children[id]?.findHousehold()
            guard let after = children[id]?.household, after != before else { continue }
            if let before { homes[before]?.remove(id) }
            homes[after, default: []].insert(id)
        }
        moving = []
        for id in book.settle() where book.acts(about: id).contains(where: \.isDecision) {
            decided.insert(id)
        }
    }

    mutating func take(_ placed: PlacedAlert, _ digest: KeyedDigest) {
        bookmark.pass(placed.partition, placed.offset)
        ring.append(placed)
        let id = placed.alert.childID
        if children[id] == nil { open(id, digest) }
        children[id]?.take(placed)
        if children[id]?.hasStandingAlert == true {
            pressing.insert(id)
            relieved.remove(id)
        } else {
            pressing.remove(id)
            relieved.insert(id)
        }
    }

    /// Passes over a record of the `alerts` topic that cannot be read.
    mutating func pass(_ partition: Int, _ offset: Int64) { bookmark.pass(partition, offset) }

    /// Forgets, for the board, children whose last alert was withdrawn before a moment, and those
    /// about whom nobody decided since.
    mutating func settle(before moment: Moment) {
        for id in relieved where (children[id]?.lastWithdrawal).map({ $0 < moment }) ?? true {
            relieved.remove(id)
        }
        for id in decided
        where book.acts(about: id).last(where: \.isDecision).map({ $0.at < moment }) ?? true {
            decided.remove(id)
        }
    }

    private mutating func open(_ id: ChildID, _ digest: KeyedDigest) {
        let file = ChildFile(id: id, digest: digest.digest(of: id.text))
        byDigest[file.digest] = id
        children[id] = file
    }
}

// What the desk's pages are made from.
extension BoardState {
    /// Every child with a standing alert, or that had one or a decision not long ago, each with the
    /// rest of its household; and what people did about them.
    func desk() -> (files: [ChildFile], acts: [ChildID: [Review]]) {
        let own = pressing.union(relieved).union(decided)
        let all = own.reduce(into: own) { all, id in
            if let home = children[id]?.household { all.formUnion(homes[home] ?? []) }
        }
        return files(of: all)
    }

    /// A child and the rest of its household, in ascending order of their identifiers.
    func household(of id: ChildID) -> (files: [ChildFile], acts: [ChildID: [Review]]) {
        let home = children[id]?.household.flatMap { homes[$0] } ?? []
        return files(of: home.union([id]))
    }

    private func files(
        of ids: Set<ChildID>
    ) -> (files: [ChildFile], acts: [ChildID: [Review]]) {
        let files = ids.compactMap { children[$0] }.sorted { $0.id < $1.id }
        let acts = files.reduce(into: [ChildID: [Review]]()) { acts, file in
            let own = book.acts(about: file.id)
            if !own.isEmpty { acts[file.id] = own }
        }
        return (files, acts)
    }
}

extension Review {
    /// Whether it is a decision.
    var isDecision: Bool { if case .decided = act { true } else { false } }
}
