import Foundation
import Glibc

/// A file system of a few megabytes in memory, where this machine lets a test make one.
struct SmallDisk {
    let path: String

    enum Fault: Error { case notMounted }

    /// Whether one can be made: it takes the rights of root, which not every container has.
    static let isPossible: Bool = {
        guard geteuid() == 0, let scratch = try? Scratch() else { return false }
        guard let disk = try? SmallDisk(at: scratch.path("disk"), kibibytes: 64) else {
            return false
        }
        disk.remove()
        return true
    }()

    init(at path: String, kibibytes: Int) throws {
        self.path = path
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        guard mount("tmpfs", path, "tmpfs", 0, "size=\(kibibytes)k") == 0 else {
            throw Fault.notMounted
        }
    }

    /// Fills what is left of it with one file.
    func fill(_ file: String) throws {
        let descriptor = open(file, O_WRONLY | O_CREAT | O_CLOEXEC, 0o600)
        defer { close(descriptor) }
        let zeros = [UInt8](repeating: 0, count: 4_096)
        while write(descriptor, zeros, zeros.count) > 0 {}
    }

    func remove() { umount2(path, Int32(MNT_DETACH)) }
}

/// A directory made so that nothing can be written in it, where this machine lets a test do so.
struct ReadOnlyPlace {
    let path: String

    init(_ path: String) throws {
        self.path = path
        guard mount(path, path, nil, UInt(MS_BIND), nil) == 0,
            mount(nil, path, nil, UInt(MS_BIND | MS_REMOUNT | MS_RDONLY), nil) == 0
        else { throw SmallDisk.Fault.notMounted }
    }

    func remove() { umount2(path, Int32(MNT_DETACH)) }
}
