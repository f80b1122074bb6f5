import CommandLineTool
import Foundation
import Testing

private let bash = "/bin/bash"

@Suite(.enabled(if: FileManager.default.isExecutableFile(atPath: bash)))
struct BashCompletionTests {
    /// What bash offers for the last of these words.
    private func offers(_ words: [String]) throws -> [String] {
        let quoted = words.map { "'\($0)'" }.joined(separator: " ")
        let script = """
            \(Kitchen.program.bashCompletion)
            COMP_WORDS=(\(quoted)); COMP_CWORD=\(words.count - 1)
            _kitchen; printf '%s\\n' "${COMPREPLY[@]}"
            """
        let process = Process()
        process.executableURL = URL(fileURLWithPath: bash)
        process.arguments = ["-c", script]
        let (output, errors) = (Pipe(), Pipe())
        process.standardOutput = output
        process.standardError = errors
        try process.run()
        let data = output.fileHandleForReading.readDataToEndOfFile()
        let complaints = errors.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        #expect(process.terminationStatus == 0 && complaints.isEmpty)
        return String(decoding: data, as: UTF8.self).split(separator: "\n").map { String($0) }
    }

    @Test(arguments: [
        (["kitchen", "s"], ["serve"]), (["kitchen", "--ver"], ["--verbose", "--version"]),
        (["kitchen", "serve", "--p"], ["--port"]),
        (["kitchen", "log", ""], ["read", "--verbose", "--help"]),
        (["kitchen", "serve", "--level", ""], ["quiet", "normal", "loud"]),
        (["kitchen", "serve", "--level", "=", "q"], ["quiet"]),
        (["kitchen", "serve", "--level", "="], ["quiet", "normal", "loud"]),
        (["kitchen", "serve", "--config", ""], []), (["kitchen", "serve", "-p", ""], []),
        (["kitchen", "log", "read", "--v"], ["--verbose"]),
    ])
    func `bash offers what may follow`(words: [String], expected: [String]) throws {
        #expect(try offers(words) == expected)
    }
}
