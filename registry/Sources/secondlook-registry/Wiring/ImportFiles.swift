import Exchange
import Foundation

/// The files that an import was pointed at.
struct ImportFiles {
    private let paths: [String]
    private let root: String

    /// A file, whatever it is called, or the files of a folder that have one of the suffixes.
    init(path: String, suffixes: [String]) throws {
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
            throw Failure("There is no \(path). Is the path right?")
        }
        guard isFolder.boolValue else {
            (paths, root) = ([path], "")
            return
        }
        root = path
        do {
            paths = try FileManager.default.contentsOfDirectory(atPath: path).sorted()
                .filter { name in
                    !name.hasPrefix(".") && suffixes.contains { name.hasSuffix("." + $0) }
                }
        } catch {
            throw Failure("The folder \(path) cannot be read. May this user read it?")
        }
        guard !paths.isEmpty else {
            throw Failure(
                "\(path) holds no files that end in \(suffixes.map { ".\($0)" }.joined(separator: " or "))."
            )
        }
    }

    /// What all of them bring; each is named by its file.
    func read(_ read: ([UInt8]) -> Intake) throws -> Intake {
        var all = Intake()
        for path in paths {
            let file = root.isEmpty ? path : "\(root)/\(path)"
            let name = root.isEmpty ? (path as NSString).lastPathComponent : path
            all.append(read(try bytes(of: file)).named(name))
        }
        return all
    }

    /// At most one byte more than is taken: enough to see that it is too large.
    private func bytes(of file: String) throws -> [UInt8] {
        guard let handle = FileHandle(forReadingAtPath: file) else {
            throw Failure("\(file) cannot be read. May this user read it?")
        }
        defer { try? handle.close() }
        do {
            return Array(try handle.read(upToCount: ImportLimits.fileSize + 1) ?? Data())
        } catch {
            throw Failure("\(file) cannot be read: \(error.localizedDescription)")
        }
    }
}
