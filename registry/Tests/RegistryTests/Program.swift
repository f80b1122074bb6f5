import Foundation

/// The program itself, run as another process, as people run it.
enum Program {
    /// It is built beside the bundle that these tests are in.
    static let url = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
        .deletingLastPathComponent().appendingPathComponent("secondlook-registry")

    static let catalogue = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "catalogue").path()

    /// What came of running it.
    struct Outcome {
        let status: Int32
        let output: String
        let errors: String
    }

    /// Runs a command to its end.
    static func run(_ words: String...) throws -> Outcome { try run(words) }

    static func run(_ words: [String]) throws -> Outcome {
        let scratch = try Scratch()
        let process = try start(words, output: scratch.path("out"), errors: scratch.path("err"))
        process.waitUntilExit()
        func said(_ name: String) -> String {
            String(
                decoding: FileManager.default.contents(atPath: scratch.path(name)) ?? Data(),
                as: UTF8.self)
        }
        return Outcome(
            status: process.terminationStatus, output: said("out"), errors: said("err"))
    }

    /// Starts a command that says what it has to say in files.
    ///
    /// - Parameter environment: variables that it has besides those of the tests.
    static func start(
        _ words: [String], output: String, errors: String, environment: [String: String] = [:]
    ) throws -> Process {
        let process = Process()
        process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
        process.executableURL = url
        process.arguments = words
        process.standardInput = FileHandle.nullDevice
        for path in [output, errors] { try Data().write(to: URL(fileURLWithPath: path)) }
        process.standardOutput = try FileHandle(forWritingTo: URL(fileURLWithPath: output))
        process.standardError = try FileHandle(forWritingTo: URL(fileURLWithPath: errors))
        try process.run()
        return process
    }
}

/// A folder that goes with its last user.
final class Scratch {
    let folder: String

    init() throws {
        folder = NSTemporaryDirectory() + "/secondlook-registry-\(UUID().uuidString)"
        try FileManager.default.createDirectory(
            atPath: folder, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: folder) }

    func path(_ name: String) -> String { folder + "/" + name }
}
