import Events
import Foundation
import Patience
import SQLite
import Synchronization
import Testing

/// What becomes of acknowledged events when files are damaged, and how they are kept.
@Suite(.waits) struct StorageTests {
    let scratch: Scratch
    let data: String

    init() throws {
        scratch = try Scratch()
        data = scratch.path("data")
    }

    private func event(_ number: Int) -> [UInt8] {
        EventEncoder.encode(Records.contact("CON-\(number)", of: "CH-\(number % 50)"))
    }

    /// A server that acknowledged so many events and was killed: all but the first are in the
    /// write-ahead log alone.
    private func killed(after count: Int) throws {
        let serving = try Serving(data)
        let connection = try serving.connect()
        for number in 0..<count {
            #expect(
                try connection.post(event(number), type: "application/cloudevents+json", [:]).status
                    == 202)
        }
        serving.kill()
    }

    @Test func `a killed server lost nothing, and nobody says that it did`() throws {
        try killed(after: 30)
        let serving = try Serving(data)
        #expect(try serving.stop() == 0)
        let doctor = try Program.run("doctor", "--data", data)
        #expect(doctor.status == 0, "\(doctor.text)\(doctor.errors)")
        #expect(doctor.text.contains("30 records of 30 children"))
    }

    @Test
    func `a lost tail is said by readiness, doctor and intake, and nothing is listed as whole`()
        throws
    {
        try killed(after: 30)
        try FileManager.default.removeItem(atPath: data + "/log.sqlite-wal")
        let serving = try Serving(data, ready: false)
        let ready = try serving.get("/readyz")
        #expect(ready.status == 503)
        #expect(ready.text.contains("missing"), "\(ready.text)")
        #expect(ready.text.contains("secondlook restore"), "\(ready.text)")
        #expect(try serving.get("/healthz").status == 200)
        let refused = try serving.post(event(99))
        #expect(refused.status == 503)
        #expect(try serving.get("/metrics").text.contains("secondlook_ready 0"))
        serving.kill()
        let doctor = try Program.run("doctor", "--data", data)
        #expect(doctor.status == 1)
        #expect(doctor.text.contains("Fault: "))
        #expect(!doctor.text.contains("Nothing wrong found"))
        let alerts = try Program.run("alerts", "--data", data)
        #expect(alerts.status == 1)
        #expect(alerts.errors.contains("missing"), "\(alerts.errors)")

        let saved = scratch.path("saved")
        let salvage = try Program.run("salvage", "--data", data, "--to", saved)
        #expect(salvage.status == 0, "\(salvage.errors)")
        #expect(salvage.text.contains("Given up: "))
        #expect(try Program.run("doctor", "--data", saved).status == 0)
        let again = try Serving(saved)
        #expect(try again.post(event(99)).status == 202)
        #expect(try again.stop() == 0)
    }

    @Test func `a backup made under load holds all that was acknowledged before it began`() throws {
        let serving = try Serving(data)
        let state = Mutex((acknowledged: 0, isOver: false))
        let ended = DispatchSemaphore(value: 0)
        let (event, port, keys) = (event, serving.port, serving.keys)
        Thread.detachNewThread {
            let connection = try? Connection(to: port, with: keys)
            while !state.withLock({ $0.isOver }) {
                let number = state.withLock(\.acknowledged)
                let answer = try? connection?.post(
                    event(number), type: "application/cloudevents+json", [:])
                guard answer?.status == 202 else { break }
                state.withLock { $0.acknowledged += 1 }
            }
            ended.signal()
        }
        #expect(waitUntil { state.withLock(\.acknowledged) > 200 })
        let before = state.withLock(\.acknowledged)
        let backup = scratch.path("backup")
        let made = try Program.run("backup", "--data", data, "--to", backup)
        #expect(made.status == 0, "\(made.errors)")
        let there = state.withLock(\.acknowledged)
        #expect(waitUntil { state.withLock(\.acknowledged) > there })
        state.withLock { $0.isOver = true }
        ended.wait()
        #expect(try serving.stop() == 0)

        let restored = scratch.path("restored")
        let restore = try Program.run("restore", "--from", backup, "--data", restored)
        #expect(restore.status == 0, "\(restore.errors)")
        let over = try Program.run("restore", "--from", backup, "--data", restored)
        #expect(over.status == 1)
        #expect(over.errors.contains("not empty"), "\(over.errors)")
        let numbers = try Database(restored + "/log.sqlite").query(
            "SELECT CAST(value AS TEXT) FROM records"
        ) { Int($0.text(0).firstMatch(of: /CON-(\d+)/)?.1 ?? "") ?? -1 }.filter { $0 >= 0 }
        let contacts = Set(numbers)
        // One after another, so what is there is the beginning, without a gap.
        #expect(contacts.count >= before)
        #expect(contacts == Set(0..<contacts.count))
        let again = try Serving(restored)
        #expect(try again.stop() == 0)
        #expect(try Program.run("doctor", "--data", restored).status == 0)
        #expect(
            FileManager.default.contents(atPath: restored + "/digest.key")
                == FileManager.default.contents(atPath: data + "/digest.key"))
    }

    @Test(.enabled(if: SmallDisk.isPossible))
    func `a directory that cannot be written is read all the same`() throws {
        try killed(after: 10)
        // Once at rest, and once as a killed server leaves it.
        let left = scratch.path("left")
        try FileManager.default.copyItem(atPath: data, toPath: left)
        try FileManager.default.removeItem(atPath: left + "/log.sqlite-shm")
        let serving = try Serving(data)
        #expect(try serving.stop() == 0)
        for directory in [data, left] {
            let place = try ReadOnlyPlace(directory)
            defer { place.remove() }
            for words in [["doctor"], ["alerts"], ["explain", "CH-3"], ["report", "returns"]] {
                let outcome = try Program.run(words + ["--data", directory])
                #expect(outcome.status == 0, "\(words): \(outcome.text)\(outcome.errors)")
            }
            let publish = try Program.run("publish", "/dev/null", "--data", directory)
            #expect(publish.status == 1)
        }
    }

    /// It takes as long as the log waits for others, some ten seconds.
    @Test func `readiness says that nothing can be written, and takes it back by itself`() throws {
        let serving = try Serving(data)
        let other = try Database(
            data + "/log.sqlite", access: .readWrite, busyTimeout: .seconds(10))
        try other.execute("BEGIN IMMEDIATE")
        let number = OtherPost(serving, event(1))
        #expect(
            try waitUntil {
                try serving.get("/readyz").text.contains("Nothing can be written")
            })
        #expect(try serving.get("/metrics").text.contains("secondlook_ready 0"))
        #expect(try number.status() == 503)
        #expect(try serving.get("/readyz").status == 503)
        try other.execute("ROLLBACK")
        try serving.waitUntilReady()
        #expect(try serving.stop() == 0)
    }
}

/// A request on a thread of its own.
private final class OtherPost: Sendable {
    private let answer = Mutex<Int?>(nil)

    init(_ serving: Serving, _ body: [UInt8]) {
        let (port, keys) = (serving.port, serving.keys)
        Thread.detachNewThread { [self] in
            let status = try? Connection(to: port, with: keys).post(
                body, type: "application/cloudevents+json", [:]
            ).status
            answer.withLock { $0 = status ?? -1 }
        }
    }

    func status() throws -> Int? {
        _ = waitUntil { answer.withLock { $0 != nil } }
        return answer.withLock { $0 }
    }
}
