import Foundation
import Patience
import Testing

/// The real program on a machine whose clock is set while it runs, by libfaketime.
@Suite(.enabled(if: FakeClock.isHere), .waits)
struct ClockJumpTests {
    private let home: Home
    private let clock: FakeClock
    private static let children = 40

    init() throws {
        home = try Home(.embedded)
        clock = try FakeClock(home.scratch)
    }

    private func serve(ready: Bool = true) throws -> Serving {
        try Serving(
            words: home.words, environment: clock.environment, ready: ready)
    }

    private func post(_ children: ClosedRange<Int>, to serving: Serving) throws {
        let events = children.flatMap { Records.threeContacts(of: "CH-\($0)") }
        #expect(
            try serving.post(Records.batch(events), type: Connection.batch).status == 202)
    }

    /// How many alerts stand, and how many were withdrawn.
    private func alerts(_ serving: Serving) throws -> (standing: Int, withdrawn: Int) {
        func count(_ address: String) throws -> Int {
            let answer = try serving.get(address)
            let json = try JSONSerialization.jsonObject(with: Data(answer.body)) as? [String: Any]
            return (json?["alerts"] as? [Any])?.count ?? -1
        }
        let standing = try count("/alerts")
        return (standing, try count("/alerts?status=all") - standing)
    }

    private func metric(_ name: String, _ serving: Serving) throws -> Double {
        try serving.get("/metrics").text.split(separator: "\n")
            .first { $0.hasPrefix("\(name) ") }
            .flatMap { Double($0.dropFirst(name.count + 1)) } ?? .nan
    }

    @Test func `the clock jumps under a running server and comes back: nothing is withdrawn`()
        throws
    {
        let serving = try serve()
        try post(1...Self.children, to: serving)
        #expect(try waitUntil { try alerts(serving).standing == Self.children })
        var more = Self.children
        for (step, words) in [
            ("+40d", "40 days ahead of"), ("-1d", "24 hours behind"),
            ("+3653d", "3653 days ahead of"),
        ] {
            let before = try metric("secondlook_appraisals_total", serving)
            try clock.set(step)
            #expect(waitUntil { (try? serving.get("/readyz").text.contains(words)) == true })
            // Everybody is appraised anew, and events go on coming.
            #expect(
                try waitUntil {
                    try metric("secondlook_appraisals_total", serving) >= before + Double(more)
                })
            try post(more + 1...more + 5, to: serving)
            more += 5
            #expect(try waitUntil { try alerts(serving).standing == more }, "\(step)")
            #expect(try alerts(serving).withdrawn == 0, "\(step)")
            #expect(try serving.get("/readyz").status == 503)
            #expect(try metric("secondlook_clock_doubted", serving) == 1)
            let board = try serving.get("/?show=everything").text
            #expect(board.contains(words) && board.contains("\(more) households in the queue"))
            #expect(board.contains("Clock in doubt"))
            #expect(waitUntil { serving.errors.contains("the clock is not believed") })
            let doctor = try Program.run(
                ["doctor"] + home.words, environment: clock.environment)
            #expect(doctor.status == 1, "\(doctor.text)")
            #expect(doctor.text.contains(words), "\(doctor.text)")
            try clock.set("+0")
            #expect(waitUntil { (try? serving.get("/readyz").status) == 200 }, "\(step)")
            #expect(try alerts(serving) == (more, 0), "\(step)")
            #expect(try metric("secondlook_clock_doubted", serving) == 0)
        }
        #expect(try serving.stop() == 0)
        try home.checkHealth()
    }

    @Test func `a server started by a wrong clock withdraws nothing until somebody confirms it`()
        throws
    {
        let first = try serve()
        try post(1...Self.children, to: first)
        #expect(try waitUntil { try alerts(first).standing == Self.children })
        #expect(try first.stop() == 0)
        for step in ["-3653d", "+3653d"] {
            try clock.set(step)
            // Once with the note that the last run left, and once without.
            for isNoted in [true, false] {
                if !isNoted {
                    try FileManager.default.removeItem(atPath: home.data + "/clock")
                }
                let serving = try serve(ready: false)
                #expect(
                    waitUntil {
                        (try? serving.get("/readyz").text.contains("3653 days")) == true
                            && (try? metric("secondlook_engine_lag_records", serving)) == 0
                    }, "\(step), \(isNoted)")
                try post(1...Self.children, to: serving)
                try post(1...Self.children, to: serving)
                #expect(
                    try waitUntil { try metric("secondlook_engine_repeats_total", serving) > 0 })
                #expect(try alerts(serving) == (Self.children, 0), "\(step), \(isNoted)")
                #expect(try serving.stop() == 0)
            }
        }
        let serving = try serve(ready: false)
        #expect(waitUntil { (try? serving.get("/readyz").text.contains("kill -USR1")) == true })
        serving.signal(SIGUSR1)
        try serving.waitUntilReady()
        #expect(try waitUntil { try alerts(serving) == (0, Self.children) })
        #expect(try serving.stop() == 0)
    }
}

/// A clock that a file sets, for programs that are started with its environment.
struct FakeClock {
    private static let library = "/usr/lib/x86_64-linux-gnu/faketime/libfaketimeMT.so.1"
    private let path: String

    static var isHere: Bool { FileManager.default.fileExists(atPath: library) }

    init(_ scratch: Scratch) throws {
        path = scratch.path("faketime")
        try set("+0")
    }

    /// By how much the clock is wrong, as libfaketime writes it: `+40d`.
    func set(_ step: String) throws {
        try Data("\(step)\n".utf8).write(to: URL(fileURLWithPath: path), options: .atomic)
    }

    /// Nobody can set a machine's steady clock. Where the tests run on another day, so does the
    /// program.
    var environment: [String: String] {
        let others = ProcessInfo.processInfo.environment["LD_PRELOAD"].map { [$0] } ?? []
        return [
            "LD_PRELOAD": ([Self.library] + others).joined(separator: ":"),
            "FAKETIME_TIMESTAMP_FILE": path, "FAKETIME_NO_CACHE": "1",
            "FAKETIME_DONT_FAKE_MONOTONIC": "1", "DONT_FAKE_MONOTONIC": "1",
        ]
    }
}
