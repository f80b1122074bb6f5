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

    private let places: [Place]
    private let found = Mutex<String?>(nil)

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
        found.withLock { $0 = now }
        return now
    }

    /// What the latest look brought.
    public var trouble: String? { found.withLock { $0 } }

    private static func file(at path: String) -> stat? {
        var status = stat()
        return stat(path, &status) == 0 ? status : nil
    }
}
