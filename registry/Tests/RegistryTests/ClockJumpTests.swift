import Foundation
import Patience
import Testing

/// The real program on a machine whose clock is set while it runs, by libfaketime, and its end by a
/// fault of its own.
@Suite(.waits) struct ClockJumpTests {
    private static let library = "/usr/lib/x86_64-linux-gnu/faketime/libfaketimeMT.so.1"
    private static let problem = "/problems/marlcombe-same-children"

    @Test(.enabled(if: FileManager.default.fileExists(atPath: library)))
    func `dates are judged by the time counted without a clock that has jumped`() async throws {
        let scratch = try Scratch()
        let clock = scratch.path("faketime")
        func set(_ step: String) throws {
            try Data("\(step)\n".utf8).write(to: URL(fileURLWithPath: clock), options: .atomic)
        }
        try set("+0")
        // Where the tests run on another day, so does the program.
        let others = ProcessInfo.processInfo.environment["LD_PRELOAD"].map { [$0] } ?? []
        let serving = try await Serving(
            scratch.path("data"), "--catalogue", Program.catalogue,
            environment: [
                "LD_PRELOAD": ([Self.library] + others).joined(separator: ":"),
                "FAKETIME_TIMESTAMP_FILE": clock,
                "FAKETIME_NO_CACHE": "1", "FAKETIME_DONT_FAKE_MONOTONIC": "1",
                "DONT_FAKE_MONOTONIC": "1",
            ])
        func ready() async throws -> String { try await serving.ask("GET", "/readyz").text }
        let before = try await serving.ask("GET", Self.problem).text
        #expect(before.contains("Dates are judged today"))
        for (step, words) in [("+4000d", "4000 days ahead of"), ("-400d", "400 days behind")] {
            try set(step)
            try await wait { try await ready().contains(words) }
            #expect(
                try await serving.ask("GET", "/metrics").text.contains("registry_clock_doubted 1"))
            #expect(try await serving.ask("GET", Self.problem).text == before, "\(step)")
            try await wait { serving.errors.contains("the clock is not believed") }
            try set("+0")
            try await wait { try await ready() == "ready\n" }
        }
        try set("+4000d")
        try await wait { try await ready().contains("kill -USR1") }
        serving.signal(SIGUSR1)
        try await wait { try await ready() == "ready\n" }
        #expect(try await serving.ask("GET", Self.problem).text != before)
        #expect(try await serving.stop() == 0)
    }

    @Test(arguments: [SIGABRT])
    func `a crash prints where, and nothing of what was in memory`(_ number: Int32) async throws {
        let scratch = try Scratch()
        let serving = try await Serving(scratch.path("data"))
        // One that is sent, and not caused, is reported, and ends the process when it comes again.
        serving.signal(number)
        // Whoever reports it reads the program's symbols first, which takes a while.
        try await wait(within: .seconds(240)) {
            serving.errors.contains("Backtrace took") || serving.hasEnded
        }
        try await wait(within: .seconds(240)) {
            serving.signal(number)
            return serving.hasEnded
        }
        #expect(try await serving.fall() == number)
        let said = serving.errors
        if said.contains("Backtrac") { #expect(said.contains("Thread 0"), "\(said)") }
        #expect(!said.contains("Registers:"), "\(said)")
        #expect(said.firstMatch(of: /(?:[0-9a-f]{2} ){15}[0-9a-f]{2}/) == nil, "\(said)")
    }
}
