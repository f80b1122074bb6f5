import Casework
import Digests

/// Everything that the board has read: a value, so that reading the log and answering a request
/// meet only for the moment it takes to change or to copy a part of it.
struct BoardState: Sendable {
    private(set) var children: [ChildID: ChildFile] = [:]
    private var byDigest: [String: ChildID] = [:]
    /// Children with an alert that stands.
    private(set) var pressing: Set<ChildID> = []
    /// Children with no alert that stands, the last of which was withdrawn not long ago.
    private(set) var relieved: Set<ChildID> = []
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
        children[event.childID]?.take(event)
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

    /// Forgets, for the board, children whose last alert was withdrawn before a moment.
    mutating func settle(before moment: Moment) {
        for id in relieved where (children[id]?.lastWithdrawal).map({ $0 < moment }) ?? true {
            relieved.remove(id)
        }
    }

    private mutating func open(_ id: ChildID, _ digest: KeyedDigest) {
        let file = ChildFile(id: id, digest: digest.digest(of: id.text))
        byDigest[file.digest] = id
        children[id] = file
    }
}
