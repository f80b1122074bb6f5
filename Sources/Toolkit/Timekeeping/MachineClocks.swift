private import Glibc

/// The two clocks of a machine, in milliseconds. Both are handed in wherever time matters.
public struct MachineClocks: Sendable {
    /// What day and time it is, since 1 January 1970 UTC: what people, NTP and a broken battery set.
    public let wall: @Sendable () -> Int64
    /// How long it has been since some moment in the past. Nobody sets it, and it goes on while
    /// processes are frozen and the machine sleeps.
    public let steady: @Sendable () -> Int64

    public init(
        wall: @escaping @Sendable () -> Int64, steady: @escaping @Sendable () -> Int64
    ) {
        (self.wall, self.steady) = (wall, steady)
    }

    /// This machine's.
    public static let machine = MachineClocks(
        wall: MachineClocks.wallClock, steady: Uptime.shared.milliseconds)

    @Sendable private static func wallClock() -> Int64 {
        var now = timespec()
        clock_gettime(CLOCK_REALTIME, &now)
        return Int64(now.tv_sec) * 1_000 + Int64(now.tv_nsec) / 1_000_000
    }

    /// Both at one moment. Whoever is stopped between two looks would see a step that was none, so
    /// they are repeated until they lie close together.
    func reading() -> (wall: Int64, steady: Int64) {
        var before = steady()
        for _ in 0..<100 {
            let wall = wall()
            let after = steady()
            if after - before <= MachineClocks.together { return (wall, after) }
            before = after
        }
        return (wall(), steady())
    }

    /// The steps in which the steady clock of Linux moves, in milliseconds.
    static let tick: Int64 = 10
    /// Milliseconds that three looks may take.
    private static let together = 2 * tick
}
