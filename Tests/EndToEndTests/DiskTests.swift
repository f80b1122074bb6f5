import Casework
import Events
import Foundation
import Glibc
import Patience
import SQLite
import Testing

/// Places where nothing can be written, and a disk that is full: the embedded log’s own files.
@Suite(.waits) struct DiskTests {
    let scratch: Scratch

    init() throws { scratch = try Scratch() }

    @Test func `a file in the directory's place is said to be in the way`() throws {
        let data = try scratch.file("data", "not a directory".utf8)
        let events = try scratch.file(
            "events.jsonl", lines: [EventEncoder.encode(Records.contact("CON-1", of: "CH-1"))])
        for words in [["serve", "--port", "0"], ["publish", events], ["import", "cin", events]] {
            let outcome = try Program.run(words + ["--data", data], patience: 20)
            #expect(outcome.status == 1, "\(words)")
            #expect(outcome.errors.contains(data), "\(outcome.errors)")
            #expect(outcome.errors.split(separator: "\n").count == 1, "\(outcome.errors)")
        }
        #expect(FileManager.default.contents(atPath: data) == Data("not a directory".utf8))
    }

    @Test func `a file that is no log is left as it is`() throws {
        let data = scratch.path("data")
        try FileManager.default.createDirectory(atPath: data, withIntermediateDirectories: true)
        let words = Data("this is somebody's diary, and long enough to be looked into".utf8)
        try words.write(to: URL(fileURLWithPath: data + "/log.sqlite"))
        for command in ["serve", "doctor", "alerts"] {
            let more = command == "serve" ? ["--port", "0"] : []
            let outcome = try Program.run([command, "--data", data] + more, patience: 20)
            #expect(outcome.status == 1)
            #expect(outcome.errors.contains(data), "\(outcome.errors)")
        }
        #expect(FileManager.default.contents(atPath: data + "/log.sqlite") == words)
    }

    /// What was refused as too slow may be taken once the log moves, so records may stand twice.
    @Test func `a log that somebody else holds is answered with 503, and free again with 202`()
        throws
    {
        let data = scratch.path("data")
        let serving = try Serving(data)
        let batch = Records.batch(Records.threeContacts(of: "CH-1"))
        let other = try Database(
            data + "/log.sqlite", access: .readWrite, busyTimeout: .seconds(10))
        try other.execute("BEGIN IMMEDIATE")
        let held = try serving.post(batch, type: Connection.batch)
        #expect(held.status == 503)
        #expect(held.header("Retry-After") != nil)
        #expect(held.text.contains("is not accepted"), "\(held.text)")
        #expect(try serving.get("/healthz").status == 200)
        try other.execute("ROLLBACK")
        #expect(try serving.post(batch, type: Connection.batch).status == 202)
        #expect(try waitUntil { try serving.get("/alerts").text.contains("CH-1") })
        #expect(try serving.stop() == 0)
        #expect(
            try Program.run("doctor", "--data", data).text.contains("records of 1 children"))
    }

    @Test(.enabled(if: SmallDisk.isPossible))
    func `a full disk is answered with 503, and room with 202 again`() throws {
        let disk = try SmallDisk(at: scratch.path("disk"), kibibytes: 4_096)
        defer { disk.remove() }
        let serving = try Serving(disk.path + "/data")
        let first = Records.threeContacts(of: "CH-FIRST")
        #expect(try serving.post(Records.batch(first), type: Connection.batch).status == 202)
        let ballast = disk.path + "/ballast"
        try disk.fill(ballast)

        // A batch too large for what is left over in SQLite's own files.
        var accepted = first.count
        var refusal: Connection.Answer?
        for number in 0..<200 where refusal == nil {
            let events = (0..<100).map {
                Records.contact("CON-\(number)-\($0)", of: "CH-\(number)")
            }
            let answer = try serving.post(Records.batch(events), type: Connection.batch)
            if answer.status == 202 { accepted += events.count } else { refusal = answer }
        }
        let full = try #require(refusal, "the disk never got full")
        #expect(full.status == 503)
        #expect(full.header("Retry-After") != nil)
        #expect(full.text.contains("nothing was accepted"), "\(full.text)")
        #expect(try serving.get("/healthz").status == 200)

        try FileManager.default.removeItem(atPath: ballast)
        let last = Records.threeContacts(of: "CH-LAST")
        #expect(
            try waitUntil {
                try serving.post(Records.batch(last), type: Connection.batch).status == 202
            })
        try serving.waitUntilReady()
        #expect(try waitUntil { try serving.get("/alerts").text.contains("CH-LAST") })
        #expect(try serving.stop() == 0)
        let doctor = try Program.run("doctor", "--data", disk.path + "/data")
        #expect(doctor.status == 0, "\(doctor.text)\(doctor.errors)")
        #expect(doctor.text.contains("\(accepted + last.count) records of"), "\(doctor.text)")
    }
}
