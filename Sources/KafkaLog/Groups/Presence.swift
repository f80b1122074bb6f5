/// Whether a member may believe that its group still counts on it.
///
/// A process that was frozen for longer than a session has lost its partitions, and librdkafka hears
/// of it only with the next heartbeat's answer. So after a gap in its turns a member is unsure for
/// some heartbeats; if nothing was revoked by then, it was merely slow.
struct Presence {
    private let session: Duration
    private var last: ContinuousClock.Instant
    private var unsureUntil: ContinuousClock.Instant

    /// Three heartbeats, and their answers.
    private static let doubt = Duration.seconds(3)

    init(session: Duration, at now: ContinuousClock.Instant) {
        self.session = session
        last = now
        unsureUntil = now
    }

    /// The member's thread is at work. `ContinuousClock` goes on while the process is frozen.
    mutating func note(at now: ContinuousClock.Instant) {
        if now - last > session / 2 { unsureUntil = now + Self.doubt }
        last = now
    }

    /// Whether it may write about its partitions.
    mutating func isSure(at now: ContinuousClock.Instant) -> Bool {
        note(at: now)
        return now >= unsureUntil
    }
}
