/// Which threads run a route's handler. Each kind has its own, so that pages which take long hold up
/// no intake, and neither holds up whoever watches over the process.
public enum Lane: Hashable, Sendable {
    /// What reads: pages, lists, streams.
    case reading
    /// What may change something, and so waits for disks and brokers.
    case writing
    /// What the machines ask that watch over the process.
    case watching

    static func usual(for method: Method) -> Lane {
        [.get, .head, .options].contains(method) ? .reading : .writing
    }
}

/// The threads of every lane, and how many requests wait for each.
final class Lanes: Sendable {
    private let reading: Workers
    private let writing: Workers
    private let watching: Workers

    init(threads: Int) {
        reading = Workers("http-read", threads: threads)
        writing = Workers("http-write", threads: threads)
        watching = Workers("http-watch", threads: 2)
    }

    subscript(lane: Lane) -> Workers {
        switch lane {
        case .reading: reading
        case .writing: writing
        case .watching: watching
        }
    }
}
