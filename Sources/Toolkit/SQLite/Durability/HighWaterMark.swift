private import Glibc

/// What a database is known to have held: levels that only rise, in a small file beside it.
///
/// A database's own log cannot tell that its end is missing: cut off, it only looks shorter. So who
/// writes raises the mark **after** each commit is durable and **before** telling anybody of it.
/// - Killed between the two, the database holds more than the mark says, never less: no false alarm.
/// - Whatever anybody was told of is below the mark: what is lost of it shows at the next opening.
///
/// Any number of programs may raise one mark: each does so under a lock, and takes nothing back.
///
/// The file has two places, written in turn, each with a number that counts up and a checksum: a
/// write that power loss cut short leaves the other.
///
/// Who raises the mark often may leave the flush for later, and does so once people were told: a
/// power cut then takes from the mark what was not flushed, never from the database, whose own commit
/// was. Every other program sees a raised mark at once.
public final class HighWaterMark: Sendable {
    /// A level by what it is of; the caller's own numbering.
    public typealias Levels = [Int64: Int64]

    public let path: String
    private let descriptor: Int32

    /// The bytes between the starts of the two places, and the levels that fit between them.
    private static let spacing = 1 << 16
    private static let most = (spacing - 40) / 16
    /// The bytes that are read of a place first: more than a council's topics need.
    private static let firstRead = 1 << 12

    /// Opens a mark that is there.
    ///
    /// - Throws: `HighWaterMarkError`.
    public init(_ path: String) throws {
        self.path = path
        descriptor = open(path, O_RDWR | O_CLOEXEC)
        guard descriptor >= 0 else { throw HighWaterMarkError.system("open", path) }
    }

    deinit { close(descriptor) }

    /// Makes a mark without levels, durable when this returns. Does nothing where there is one.
    public static func create(_ path: String) throws {
        guard access(path, F_OK) != 0 else { return }
        let draft = "\(path).\(UInt64.random(in: 0 ... .max))"
        let file = open(draft, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o640)
        guard file >= 0 else { throw HighWaterMarkError.system("create", path) }
        defer {
            close(file)
            unlink(draft)
        }
        giveToOwner(of: directory(of: path), file)
        // Whole from the start, so that raising it never waits for the file system's own tables.
        var bytes = [UInt8](repeating: 0, count: 2 * spacing)
        bytes.replaceSubrange(0..<32, with: Place(number: 0, levels: [:]).bytes)
        guard write(file, bytes, at: 0), fsync(file) == 0, link(draft, path) == 0 || errno == EEXIST
        else { throw HighWaterMarkError.system("create", path) }
        try keepName(of: path)
    }

    /// What the mark at a path says; nil where there is none.
    ///
    /// - Throws: `HighWaterMarkError.damaged` where it is not what was written.
    public static func levels(at path: String) throws -> Levels? {
        let file = open(path, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else {
            if errno == ENOENT { return nil }
            throw HighWaterMarkError.system("read", path)
        }
        defer { close(file) }
        guard let place = latest(file) else { throw HighWaterMarkError.damaged(path) }
        return place.levels
    }

    /// What the mark says, also where its file is gone from its place.
    ///
    /// - Throws: `HighWaterMarkError.damaged` where it is not what was written.
    public func levels() throws -> Levels {
        guard let place = Self.latest(descriptor) else { throw HighWaterMarkError.damaged(path) }
        return place.levels
    }

    /// Raises levels: the ones given that are above what the mark says.
    ///
    /// - Parameter flushing: whether it is on the disk when this returns; otherwise once `flush` has.
    public func raise(_ levels: Levels, flushing: Bool = true) throws {
        while flock(descriptor, LOCK_EX) != 0 {
            guard errno == EINTR else { throw HighWaterMarkError.system("lock", path) }
        }
        defer { flock(descriptor, LOCK_UN) }
        guard let place = Self.latest(descriptor) else { throw HighWaterMarkError.damaged(path) }
        let raised = place.levels.merging(levels, uniquingKeysWith: max)
        // Whoever raised it that far flushes it.
        guard raised != place.levels else { return }
        precondition(raised.count <= Self.most, "a mark has room for \(Self.most) levels")
        let next = Place(number: place.number + 1, levels: raised)
        guard Self.write(descriptor, next.bytes, at: next.offset(Self.spacing)) else {
            throw HighWaterMarkError.system("write", path)
        }
        if flushing { try flush() }
    }

    /// Waits until the disk has what was raised.
    public func flush() throws {
        guard fdatasync(descriptor) == 0 else { throw HighWaterMarkError.system("write", path) }
    }

    /// The newest place that is whole.
    private static func latest(_ file: Int32) -> Place? {
        [0, spacing].compactMap { start in
            var bytes = read(file, firstRead, at: start)
            if let length = Place.length(bytes), length > bytes.count {
                bytes = read(file, spacing, at: start)
            }
            return Place(bytes)
        }.max { $0.number < $1.number }
    }

    private static func read(_ file: Int32, _ count: Int, at start: Int) -> [UInt8] {
        [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
            filled = max(0, pread(file, buffer.baseAddress, count, off_t(start)))
        }
    }

    private static func write(_ file: Int32, _ bytes: [UInt8], at start: Int) -> Bool {
        var done = 0
        while done < bytes.count {
            let count = bytes.withUnsafeBytes {
                pwrite(file, $0.baseAddress! + done, $0.count - done, off_t(start + done))
            }
            if count < 0 && errno == EINTR { continue }
            guard count > 0 else { return false }
            done += count
        }
        return true
    }

    private static func directory(of path: String) -> String {
        path.lastIndex(of: "/").map { String(path[...$0]) } ?? "."
    }

    /// Where root runs a command on another user's directory, that user must be able to go on.
    private static func giveToOwner(of directory: String, _ file: Int32) {
        var status = stat()
        if geteuid() == 0, stat(directory, &status) == 0 {
            _ = fchown(file, status.st_uid, status.st_gid)
        }
    }

    /// The name of a new file outlives a power cut only once its directory has been written.
    private static func keepName(of path: String) throws {
        let directory = open(directory(of: path), O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        defer { if directory >= 0 { close(directory) } }
        guard directory >= 0, fsync(directory) == 0 else {
            throw HighWaterMarkError.system("keep", path)
        }
    }
}

/// Why a mark could not be used.
public enum HighWaterMarkError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The file is not what was written to it.
    case damaged(String)
    /// The system refused; a sentence.
    case refused(String)

    static func system(_ doing: String, _ path: String) -> HighWaterMarkError {
        .refused(
            "Could not \(doing) \(path): \(String(cString: strerror(errno))). Give this user "
                + "permission to read and write it, and see that there is space on the disk.")
    }

    public var description: String {
        switch self {
        case .damaged(let path): "\(path) is damaged: it is not what was written to it."
        case .refused(let what): what
        }
    }
}
