import Synchronization

/// The bytes that the bodies of all requests together may take, from their first byte until their
/// handler is done.
///
/// A quarter is kept for small bodies, so that a few large ones cannot shut everybody else out.
final class BodyBudget: Sendable {
    private struct State {
        var large = 0
        var small = 0
    }

    /// Up to here a body is small.
    static let small = 65_536
    /// Bodies take their share in pieces of so many bytes.
    private static let grain = 65_536

    private let total: Int
    /// How often memory of large bodies is still to be looked for: the last of it is let go a moment
    /// after its share.
    private let loose = Atomic(0)
    private let state = Mutex(State())

    init(total: Int) { self.total = total }

    /// What all bodies take at present, in bytes.
    var inUse: Int { state.withLock { $0.large + $0.small } }

    /// Whether a large body was done with lately; to be asked every second.
    func takeLoose() -> Bool {
        let left = loose.load(ordering: .relaxed)
        guard left > 0 else { return false }
        loose.store(left - 1, ordering: .relaxed)
        return true
    }

    /// One body's share.
    struct Share: Sendable {
        fileprivate(set) var large = 0
        fileprivate(set) var small = 0

        var isLarge: Bool { large > 0 }
    }

    /// Widens a share to hold a body of `count` bytes. False where there is no room.
    func widen(_ share: inout Share, to count: Int) -> Bool {
        guard count > share.large + share.small else { return true }
        return state.withLock { state in
            if count <= BodyBudget.small {
                let more = count - share.small
                guard state.small + state.large + more <= total else { return false }
                state.small += more
                share.small += more
                return true
            }
            let wanted = (count / BodyBudget.grain + 1) * BodyBudget.grain
            let more = wanted - share.large
            guard state.large + more <= total / 4 * 3,
                state.large + state.small - share.small + more <= total
            else { return false }
            state.large += more
            state.small -= share.small
            share.large += more
            share.small = 0
            return true
        }
    }

    func giveBack(_ share: Share) {
        guard share.large + share.small > 0 else { return }
        defer { if share.isLarge { loose.store(3, ordering: .relaxed) } }
        state.withLock { state in
            state.large -= share.large
            state.small -= share.small
        }
    }
}
