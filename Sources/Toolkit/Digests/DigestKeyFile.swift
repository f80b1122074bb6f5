private import Glibc

/// Why a key's file could not be used, and what to do about it.
public struct DigestKeyError: Error, Hashable, Sendable, CustomStringConvertible {
    public let description: String
    /// Whether there was a key, and it is no longer to be had from its file.
    public let isLoss: Bool

    public init(_ description: String, isLoss: Bool = false) {
        (self.description, self.isLoss) = (description, isLoss)
    }
}

extension DigestKey {
    /// The key in a file of 32 bytes. Where there is none, makes one that only its owner can read.
    ///
    /// Whoever finds the file finds it whole: programs that start at once with the same path get
    /// the same key.
    ///
    /// - Throws: `DigestKeyError` where the file cannot be read or written, or is no key.
    public static func load(orCreateAt path: String) throws(DigestKeyError) -> DigestKey {
        if let key = try load(path) { return key }
        try create(path)
        guard let key = try load(path) else {
            throw DigestKeyError(
                "The digest key \(path) vanished while it was made. Try again.")
        }
        return key
    }

    /// - Returns: nil where there is no file.
    static func load(_ path: String) throws(DigestKeyError) -> DigestKey? {
        let file = open(path, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else {
            if errno == ENOENT { return nil }
            throw failure("read", path, "Give this user permission to read it.")
        }
        defer { close(file) }
        // One byte more than a key has, so that a longer file shows.
        var bytes = [UInt8](repeating: 0, count: length + 1)
        var count = 0
        while count < bytes.count {
            let got = bytes.withUnsafeMutableBytes {
                read(file, $0.baseAddress! + count, $0.count - count)
            }
            if got < 0 && errno == EINTR { continue }
            guard got >= 0 else {
                throw failure("read", path, "It must be a file of \(length) bytes.")
            }
            if got == 0 { break }
            count += got
        }
        guard let key = DigestKey(Array(bytes.prefix(count))) else {
            let found = count > length ? "more than \(length)" : "\(count)"
            throw DigestKeyError(
                """
                The digest key \(path) must have \(length) bytes and has \(found). Restore it \
                from a backup; with a new key, digests made so far lose their meaning.
                """, isLoss: true)
        }
        return key
    }

    /// Writes a new key under another name, makes it durable, and then gives it its own: `link`
    /// never replaces a file, so the first program to come this far wins.
    private static func create(_ path: String) throws(DigestKeyError) {
        let draft = "\(path).\(hexadecimal(randomBytes(8)))"
        let advice = "Give this user permission to write in its directory."
        let file = open(draft, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard file >= 0 else { throw failure("create", path, advice) }
        defer { unlink(draft) }
        let key = random().bytes
        // So few bytes are written in one piece or not at all.
        let written = write(file, key, key.count)
        let isDurable = written == key.count && fsync(file) == 0
        guard close(file) == 0 && isDurable else {
            throw failure("write", path, "Free space on its disk.")
        }
        guard link(draft, path) == 0 || errno == EEXIST else {
            throw failure("create", path, advice)
        }
        try keep(directoryOf: path)
    }

    /// The name of a new file outlives a power cut only once its directory has been written.
    private static func keep(directoryOf path: String) throws(DigestKeyError) {
        let parent = path.lastIndex(of: "/").map { String(path[...$0]) } ?? "."
        let directory = open(parent, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard directory >= 0 else { return }
        defer { close(directory) }
        guard fsync(directory) == 0 else {
            throw failure("keep", path, "Look at the system's log.")
        }
    }

    private static func failure(_ doing: String, _ path: String, _ advice: String) -> DigestKeyError
    {
        let reason = String(cString: strerror(errno))
        return DigestKeyError(
            "Could not \(doing) the digest key \(path): \(reason). \(advice)")
    }
}
