import Events
import Foundation
import Patience
import SQLite
import Testing

/// What the program says when files of its data directory are lost, changed or held by others.
@Suite(.waits) struct LostFilesTests {
    let scratch: Scratch
    let data: String

    init() throws {
        scratch = try Scratch()
        data = scratch.path("data")
    }

    private func event(_ number: Int) -> [UInt8] {
        EventEncoder.encode(Records.contact("CON-\(number)", of: "CH-\(number)"))
    }

    private func remove(_ names: String...) throws {
        for name in names {
            let path = data + "/" + name
            if FileManager.default.fileExists(atPath: path) {
                try FileManager.default.removeItem(atPath: path)
            }
        }
    }

    private func expectFault(_ words: String, sourceLocation: SourceLocation = #_sourceLocation)
        throws
    {
        let doctor = try Program.run("doctor", "--data", data)
        #expect(doctor.status == 1, sourceLocation: sourceLocation)
        #expect(
            (doctor.text + doctor.errors).contains(words), "\(doctor.text)\(doctor.errors)",
            sourceLocation: sourceLocation)
        #expect(!doctor.text.contains("Nothing wrong found"), sourceLocation: sourceLocation)
    }

    @Test(arguments: ["log.sqlite", "log.sqlite-wal", "log.mark"])
    func `a file taken from a running server stops it until it is back, and nothing is lost`(
        name: String
    ) throws {
        let serving = try Serving(data)
        for number in 0..<5 { #expect(try serving.post(event(number)).status == 202) }
        let away = scratch.path("away")
        try FileManager.default.moveItem(atPath: data + "/" + name, toPath: away)
        let refused = try serving.post(event(99))
        #expect(refused.status == 503)
        #expect(refused.text.contains("was removed"), "\(refused.text)")
        #expect(refused.text.contains("secondlook restore"), "\(refused.text)")
        let ready = try serving.get("/readyz")
        #expect(ready.status == 503)
        #expect(ready.text.contains("\(name) was removed"), "\(ready.text)")
        #expect(try serving.get("/metrics").text.contains("secondlook_ready 0"))
        #expect(try serving.get("/healthz").status == 200)
        if name != "log.sqlite-wal" { try expectFault(data) }

        try FileManager.default.moveItem(atPath: away, toPath: data + "/" + name)
        try serving.waitUntilReady()
        #expect(try serving.post(event(5)).status == 202)
        #expect(try serving.stop() == 0)
        let doctor = try Program.run("doctor", "--data", data)
        #expect(doctor.status == 0, "\(doctor.text)\(doctor.errors)")
        let list = try Database(data + "/log.sqlite").query(
            "SELECT CAST(value AS TEXT) FROM records"
        ) { $0.text(0) }
        for number in 0...5 { #expect(list.contains { $0.contains("\"CON-\(number)\"") }) }
    }

    @Test func `an older copy put in the place of a running server's log is found out`() throws {
        let serving = try Serving(data)
        #expect(try serving.post(event(1)).status == 202)
        let copy = scratch.path("copy")
        try FileManager.default.copyItem(atPath: data + "/log.sqlite", toPath: copy)
        #expect(try serving.post(event(2)).status == 202)
        #expect(rename(copy, data + "/log.sqlite") == 0)
        #expect(try serving.post(event(3)).status == 503)
        #expect(try serving.get("/readyz").text.contains("was replaced"))
        serving.kill()
        // What the write-ahead log still holds makes an older copy whole again.
        try remove("log.sqlite-wal", "log.sqlite-shm")
        try expectFault("missing")
        let again = try Serving(data, ready: false)
        #expect(try again.get("/readyz").status == 503)
        #expect(try again.post(event(4)).status == 503)
    }

    @Test func `a directory whose log is gone is not begun anew, and a restored one goes on`()
        throws
    {
        let serving = try Serving(data)
        #expect(try serving.post(event(1)).status == 202)
        let backup = scratch.path("backup")
        #expect(try Program.run("backup", "--data", data, "--to", backup).status == 0)
        #expect(try serving.stop() == 0)
        try remove("log.sqlite", "log.sqlite-wal", "log.sqlite-shm", "log.mark")
        let left = try FileManager.default.contentsOfDirectory(atPath: data).sorted()
        for words in [
            ["serve", "--port", "0"], ["publish", "/dev/null"], ["doctor"], ["alerts"],
        ] {
            let outcome = try Program.run(words + ["--data", data], patience: 20)
            #expect(outcome.status == 1, "\(words)")
            #expect(outcome.errors.contains("There was a log in"), "\(outcome.errors)")
            #expect(outcome.errors.contains("secondlook restore"), "\(outcome.errors)")
        }
        #expect(try FileManager.default.contentsOfDirectory(atPath: data).sorted() == left)
        let restored = scratch.path("restored")
        #expect(try Program.run("restore", "--from", backup, "--data", restored).status == 0)
        #expect(try Serving(restored).stop() == 0)
    }

    @Test func `a lost digest key is said, and made anew on demand alone`() throws {
        #expect(try Serving(data).stop() == 0)
        let key = FileManager.default.contents(atPath: data + "/digest.key")
        for others in [[], ["digest.key.check"]] {
            try remove("digest.key")
            for name in others { try remove(name) }
            let refused = try Program.run(
                ["serve", "--port", "0", "--data", data], patience: 20)
            #expect(refused.status == 1)
            #expect(refused.errors.contains("digest.key is gone"), "\(refused.errors)")
            #expect(refused.errors.contains("--new-digest-key"), "\(refused.errors)")
            try expectFault("digest.key is gone")
            #expect(!FileManager.default.fileExists(atPath: data + "/digest.key"))
        }
        #expect(try Serving(data, "--new-digest-key").stop() == 0)
        #expect(FileManager.default.contents(atPath: data + "/digest.key") != key)
        #expect(try Serving(data).stop() == 0)
        #expect(try Program.run("doctor", "--data", data).status == 0)
    }

    @Test
    func `an idle server says that its log is held, doctor says by whom, and both take it back`()
        throws
    {
        let serving = try Serving(data)
        let other = try Database(
            data + "/log.sqlite", access: .readWrite, busyTimeout: .seconds(10))
        try other.execute("BEGIN IMMEDIATE")
        #expect(
            try waitUntil {
                try serving.get("/readyz").text.contains("Nothing can be written")
            })
        try expectFault("process \(ProcessInfo.processInfo.processIdentifier)")
        try other.execute("ROLLBACK")
        try serving.waitUntilReady()
        #expect(try serving.stop() == 0)
        #expect(try Program.run("doctor", "--data", data).status == 0)
    }

    @Test func `alerts are not listed as what stands over records that are not sound`() throws {
        let serving = try Serving(data)
        #expect(try serving.post(event(1)).status == 202)
        #expect(try serving.stop() == 0)
        #expect(try Program.run("alerts", "--data", data).status == 0)
        try Database(data + "/log.sqlite").run(
            """
            UPDATE records SET value = CAST(replace(CAST(value AS TEXT), 'CH-1', 'CH-2') AS BLOB)
            WHERE id >> 40 IN (SELECT id FROM partitions WHERE topic = 'contacts')
            """)
        let alerts = try Program.run("alerts", "--data", data)
        #expect(alerts.status == 1)
        #expect(alerts.text.isEmpty, "\(alerts.text)")
        #expect(alerts.errors.contains("not what was written"), "\(alerts.errors)")
    }
}
