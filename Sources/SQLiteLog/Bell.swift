/// Rings when something was appended in this process or something ended, so that readers that
/// wait look again at once.
final class Bell: Sendable {
    private let rings = Monitor(0)

    /// How often it has rung. Ask before looking, wait for more afterwards: then no ring is missed.
    var count: Int { rings.withLock { $0 } }

    func ring() {
        rings.change { $0 += 1 }
    }

    /// Waits for a ring after those already heard.
    ///
    /// - Returns: whether there was one before the deadline.
    func wait(after heard: Int, until deadline: Deadline) -> Bool {
        rings.wait(until: deadline) { $0 > heard }
    }
}
