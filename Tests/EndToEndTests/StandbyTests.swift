import Casework
import Events
import Foundation
import Patience
import SQLiteLog
import Testing

/// Two servers on one data directory: one works, the other stands by. On Kafka they share the work;
/// `ScalingOutTests` tells of that.
@Suite(.waits) struct StandbyTests {
    let scratch: Scratch
    var data: String { scratch.path("data") }

    init() throws { scratch = try Scratch() }

    @Test func `the second stands by and takes over after a kill`() throws {
        let first = try Serving(data)
        let second = try Serving(data, ready: false)
        #expect(
            try waitUntil {
                try second.get("/readyz").text.contains("another one may be at work")
            })
        #expect(try second.get("/readyz").status == 503)
        // It takes events all the same, and the first sees to them.
        for child in 1...20 {
            let batch = Records.batch(Records.threeContacts(of: "CH-\(child)"))
            let door = child.isMultiple(of: 2) ? first : second
            #expect(try door.post(batch, type: Connection.batch).status == 202)
        }
        #expect(try waitUntil { try standing(first) == 20 })
        first.kill()
        try second.waitUntilReady()

        let batch = Records.batch(Records.threeContacts(of: "CH-21"))
        #expect(try second.post(batch, type: Connection.batch).status == 202)
        #expect(try waitUntil { try standing(second) == 21 })
        #expect(try second.stop() == 0)
        let doctor = try Program.run("doctor", "--data", data)
        #expect(doctor.status == 0, "\(doctor.text)\(doctor.errors)")
        let log = try SQLiteLog(existing: data)
        defer { log.close() }
        let revisions = try Reading.alerts(of: log).map { "\($0.id).\($0.revision)" }
        #expect(revisions.count == 21)
        #expect(Set(revisions).count == 21)
    }

    private func standing(_ serving: Serving) throws -> Int {
        let answer = try serving.get("/alerts")
        let all = try JSONSerialization.jsonObject(with: Data(answer.body)) as? [String: Any]
        return (all?["alerts"] as? [Any])?.count ?? -1
    }
}
