import Foundation

/// Waits for a state that another thread brings about, and gives up after ten seconds.
struct Waiting {
    let isReached: Bool

    init(for state: () -> Bool) {
        let limit = Date().addingTimeInterval(10)
        var isReached = state()
        while !isReached, Date() < limit {
            sched_yield()
            isReached = state()
        }
        self.isReached = isReached
    }
}
