private import Glibc

/// Directories and files, so that what is there is there whole or not at all, power cut or not.
enum BackupFiles {
    /// Makes a directory ready under another name beside its own, and gives it its own name at the
    /// end. Its own name must not be taken, unless by an empty directory.
    static func makeDirectory<Value>(
        _ path: String, _ fill: (_ draft: String) throws -> Value
    ) throws -> Value {
        try requireFree(path)
        let trimmed = path.hasSuffix("/") ? String(path.dropLast()) : path
        let draft = "\(trimmed).unfinished-\(UInt32.random(in: 0 ... .max))"
        try makeParents(of: trimmed)
        guard mkdir(draft, 0o750) == 0 else { throw system("make the directory", draft) }
        do {
            let value = try fill(draft)
            try keepNames(in: draft)
            guard rename(draft, trimmed) == 0 else { throw system("make", trimmed) }
            try keepNames(in: "\(trimmed)/..")
            return value
        } catch {
            remove(draft)
            throw error
        }
    }

    /// Makes the directories above a path that are not there yet.
    private static func makeParents(of path: String) throws {
        var slashes = path.indices.filter { path[$0] == "/" && $0 != path.startIndex }[...]
        while let slash = slashes.popFirst() {
            let parent = String(path[..<slash])
            guard mkdir(parent, 0o750) == 0 || errno == EEXIST else {
                throw system("make the directory", parent)
            }
        }
    }

    private static func requireFree(_ path: String) throws {
        guard let directory = opendir(path) else {
            if errno == ENOENT { return }
            throw system("look at", path)
        }
        defer { closedir(directory) }
        while let entry = readdir(directory) {
            let name = withUnsafeBytes(of: entry.pointee.d_name) {
                String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
            }
            guard name == "." || name == ".." else {
                throw BackupError(
                    "\(path) is not empty, and nothing in it is written over. Name a directory "
                        + "that is not there yet, or move what is in it away.")
            }
        }
    }

    /// Copies a file in pieces, durable when this returns.
    ///
    /// - Returns: its size, and the checksum of its pieces of 1 MiB.
    @discardableResult
    static func copy(
        _ from: String, to: String?, mode: UInt32
    ) throws -> (size: Int, checksum: UInt64) {
        let source = open(from, O_RDONLY | O_CLOEXEC)
        guard source >= 0 else { throw system("read", from) }
        defer { close(source) }
        var target: Int32 = -1
        if let to {
            target = open(to, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode)
            guard target >= 0, fchmod(target, mode) == 0 else { throw system("write", to) }
        }
        defer { if target >= 0 { close(target) } }
        var checksum = RowChecksum()
        var size = 0
        let piece = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 20, alignment: 16)
        defer { piece.deallocate() }
        while true {
            let count = try fill(piece, from: source, from)
            let bytes = UnsafeRawBufferPointer(rebasing: piece[..<count])
            if count == 0 { break }
            checksum.add(bytes)
            if let to { try write(bytes, target, to) }
            size += count
            if count < piece.count { break }
        }
        if let to, fsync(target) != 0 { throw system("write", to) }
        return (size, UInt64(bitPattern: checksum.value))
    }

    /// Flushes a file to the disk, and gives it a mode.
    static func keep(_ path: String, mode: UInt32) throws {
        let file = open(path, O_RDWR | O_CLOEXEC)
        defer { if file >= 0 { close(file) } }
        guard file >= 0, fchmod(file, mode) == 0, fsync(file) == 0 else {
            throw system("write", path)
        }
    }

    static func write(_ text: String, to path: String) throws {
        let file = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o640)
        guard file >= 0 else { throw system("write", path) }
        defer { close(file) }
        try Array(text.utf8).withUnsafeBytes { try write($0, file, path) }
        guard fsync(file) == 0 else { throw system("write", path) }
    }

    /// A small file as text; nil where there is none.
    static func text(_ path: String) throws -> String? {
        let file = open(path, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else {
            if errno == ENOENT || errno == ENOTDIR { return nil }
            throw system("read", path)
        }
        defer { close(file) }
        let piece = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 20, alignment: 16)
        defer { piece.deallocate() }
        let count = try fill(piece, from: file, path)
        return String(decoding: piece[..<count], as: UTF8.self)
    }

    static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

    private static func fill(
        _ piece: UnsafeMutableRawBufferPointer, from file: Int32, _ path: String
    ) throws -> Int {
        var done = 0
        while done < piece.count {
            let count = read(file, piece.baseAddress! + done, piece.count - done)
            if count < 0 && errno == EINTR { continue }
            guard count >= 0 else { throw system("read", path) }
            if count == 0 { break }
            done += count
        }
        return done
    }

    private static func write(
        _ bytes: UnsafeRawBufferPointer, _ file: Int32, _ path: String
    ) throws {
        var done = 0
        while done < bytes.count {
            let count = Glibc.write(file, bytes.baseAddress! + done, bytes.count - done)
            if count < 0 && errno == EINTR { continue }
            guard count >= 0 else { throw system("write", path) }
            done += count
        }
    }

    private static func keepNames(in directory: String) throws {
        let descriptor = open(directory, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        defer { if descriptor >= 0 { close(descriptor) } }
        guard descriptor >= 0, fsync(descriptor) == 0 else { throw system("keep", directory) }
    }

    private static func remove(_ directory: String) {
        guard let list = opendir(directory) else { return }
        while let entry = readdir(list) {
            let name = withUnsafeBytes(of: entry.pointee.d_name) {
                String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
            }
            if name == "." || name == ".." { continue }
            if unlink("\(directory)/\(name)") != 0 { remove("\(directory)/\(name)") }
        }
        closedir(list)
        rmdir(directory)
    }

    static func system(_ doing: String, _ path: String) -> BackupError {
        BackupError(
            "Could not \(doing) \(path): \(String(cString: strerror(errno))). Check the path, this "
                + "user's permissions and the space on the disk.")
    }
}
