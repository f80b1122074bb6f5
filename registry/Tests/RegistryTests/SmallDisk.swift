import Foundation
import Glibc

/// A file system of a few megabytes in memory, where this machine lets a test make one.
struct SmallDisk {
    let path: String
    private let scratch: Scratch
    private var ballast: String { path + "/ballast" }

    enum Fault: Error { case notMounted }

    /// Whether one can be made: it takes the rights of root, which not every container has.
    static let isPossible: Bool = {
        guard geteuid() == 0, let disk = try? SmallDisk(kibibytes: 64) else { return false }
        disk.remove()
        return true
    }()

    init(kibibytes: Int) throws {
        scratch = try Scratch()
        path = scratch.path("disk")
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        guard mount("tmpfs", path, "tmpfs", 0, "size=\(kibibytes)k") == 0 else {
            throw Fault.notMounted
        }
    }

    /// Fills what is left of it.
    func fill() throws {
        let descriptor = open(ballast, O_WRONLY | O_CREAT | O_CLOEXEC, 0o600)
        defer { close(descriptor) }
        let zeros = [UInt8](repeating: 0, count: 4_096)
        while write(descriptor, zeros, zeros.count) > 0 {}
    }

    /// Makes room again.
    func empty() throws { try FileManager.default.removeItem(atPath: ballast) }

    func remove() { umount2(path, Int32(MNT_DETACH)) }
}

/// A directory made so that nothing can be written in it, where this machine lets a test do so.
struct ReadOnlyDirectory {
    let path: String

    init(_ path: String) throws {
        self.path = path
        guard mount(path, path, nil, UInt(MS_BIND), nil) == 0,
            mount(nil, path, nil, UInt(MS_BIND | MS_REMOUNT | MS_RDONLY), nil) == 0
        else { throw SmallDisk.Fault.notMounted }
    }

    func remove() { umount2(path, Int32(MNT_DETACH)) }
}
