private import Glibc
private import Synchronization

/// Whether the files that a program has open still stand where it found them.
///
/// A file that was removed or replaced under a running program goes on taking what is written to it,
/// and all of that is gone when the program ends. So whoever acknowledges writes looks first.
public final class StandingFiles: Sendable {
    private struct Place {
        let path: String
        let device: dev_t
        let number: ino_t
    }

    private struct State {
        var trouble: String?
        /// Since when there has been trouble without a break.
        var since: ContinuousClock.Instant?
        var isRescueTried = false
        var rescue: String?
    }

    private let places: [Place]
    private let state = Mutex(State())
    /// Who moves a file away and puts it back takes no longer.
    private static let patience = Duration.seconds(1)

    /// Remembers the files that stand at these paths now. A path where there is none is not watched.
    public init(_ paths: [String]) {
        places = paths.compactMap { path in
            Self.file(at: path).map { Place(path: path, device: $0.st_dev, number: $0.st_ino) }
        }
    }

    /// Looks at every path: a system call for each, which asks no disk.
    ///
    /// - Returns: what is no longer where it was, in a sentence; nil where nothing is. One that was
    ///   moved away and is put back is where it was.
    @discardableResult
    public func look() -> String? {
        let now = places.lazy.compactMap { place -> String? in
            guard let status = Self.file(at: place.path) else {
                return "\(place.path) was removed while this program had it open."
            }
            guard status.st_dev == place.device, status.st_ino == place.number else {
                return "\(place.path) was replaced by another file while this program had it open."
            }
            return nil
        }.first
        state.withLock { state in
            state.trouble = now
            state.since = now == nil ? nil : state.since ?? .now
        }
        return now
    }

    /// What the latest look brought.
    public var trouble: String? { state.withLock { $0.trouble } }

    /// Saves what the program still holds of files that have been gone for a while, once.
    ///
    /// - Parameter save: makes a backup of what is open, and says where.
    public func rescue(_ save: () throws -> String) {
        let isDue = state.withLock { state in
            guard let since = state.since, !state.isRescueTried,
                ContinuousClock.now - since >= Self.patience
            else { return false }
            state.isRescueTried = true
            return true
        }
        guard isDue, let place = try? save() else { return }
        state.withLock { $0.rescue = place }
    }

    /// Where what the files held was saved; nil where it was not, or not yet.
    public var rescued: String? { state.withLock { $0.rescue } }

    private static func file(at path: String) -> stat? {
        var status = stat()
        return stat(path, &status) == 0 ? status : nil
    }
}
