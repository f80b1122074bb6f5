import Foundation
import Patience
import Testing

@Suite("Killing the registry while it writes", .waits)
struct KillingTests {
    /// A folder with one organisation under another name each time: every import is a change.
    private func change(_ folder: String, _ number: Int) throws {
        let organisations = folder + "/organisations"
        try FileManager.default.createDirectory(
            atPath: organisations, withIntermediateDirectories: true)
        let text = #"{"id": "council", "name": "Number \#(number)", "kind": "council"}"#
        try Data(text.utf8).write(to: URL(fileURLWithPath: organisations + "/council.json"))
    }

    @Test(
        "kill -9 at any moment loses nothing that was reported, and the next start finds all whole")
    func killed() throws {
        let scratch = try Scratch()
        let data = scratch.path("data")
        let folder = scratch.path("catalogue")
        var acknowledged = 0
        var killed = 0
        for number in 0..<40 {
            try change(folder, number)
            let process = try Program.start(
                ["import", "catalogue", folder, "--data", data],
                output: scratch.path("out"), errors: scratch.path("err"))
            // Another moment of its life each time.
            usleep(UInt32(number % 20) * 1_500)
            if number % 4 != 3 { kill(process.processIdentifier, SIGKILL) }
            process.waitUntilExit()
            if process.terminationReason == .uncaughtSignal { killed += 1 }
            let said = String(
                decoding: FileManager.default.contents(atPath: scratch.path("out")) ?? Data(),
                as: UTF8.self)
            let version = said.split(separator: " ").last.flatMap { Int($0.prefix { $0.isNumber }) }
            if let version {
                #expect(version >= acknowledged)
                acknowledged = version
            }
        }
        #expect(killed > 5)
        #expect(acknowledged >= 10)
        let last = try Program.run("import", "catalogue", folder, "--data", data)
        #expect(last.status == 0, "\(last.errors)")
        let version = last.output.split(separator: " ").last.flatMap {
            Int($0.prefix { $0.isNumber })
        }
        #expect(try #require(version) >= acknowledged)
    }
}
