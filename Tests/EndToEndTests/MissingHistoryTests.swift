import Casework
import Foundation
import Patience
import Testing

/// Records that were there once and are gone are missing history, never a correction: it is said
/// everywhere, nothing is withdrawn for it, and what is new goes on.
@Suite(.enabled(if: Broker.bootstrap != nil, "\(Broker.missing)"), .waits)
struct MissingHistoryTests {
    private let home: Home
    private let meddling: Meddling

    init() throws {
        home = try Home(.kafka)
        meddling = try Meddling(with: home)
    }

    /// A child with an alert that stands, and an engine that has ended politely.
    private func serveOnce() throws {
        let serving = try home.serve()
        let batch = Records.batch(Records.threeContacts(of: "CH-1"))
        #expect(try serving.post(batch, type: Connection.batch).status == 202)
        #expect(try waitUntil { try standing(serving) == 1 })
        // The engine has committed what it dealt with, and says so.
        #expect(try waitUntil { try serving.get("/readyz").status == 200 })
        #expect(try serving.stop() == 0)
    }

    private func standing(_ serving: Serving) throws -> Int {
        let answer = try serving.get("/alerts")
        let all = try JSONSerialization.jsonObject(with: Data(answer.body)) as? [String: Any]
        return (all?["alerts"] as? [Any])?.count ?? -1
    }

    /// Server, board, metrics, doctor and the comparison of topics all say what is missing, the
    /// alert stands, and a new one opens.
    private func expectSaid(_ serving: Serving, _ place: String) throws {
        #expect(
            try waitUntil {
                let said = try serving.get("/readyz")
                return said.status == 503 && said.text.contains("Records are missing")
                    && !said.text.contains("reading the log")
            })
        #expect(try serving.get("/readyz").text.contains(place))
        let page = try serving.get("/").text
        #expect(page.contains("Not complete") && page.contains("records are missing from the log"))
        #expect(page.contains("Records that were there once are missing from the log."))
        #expect(try serving.get("/metrics").text.contains(#"incomplete{reason="missing"} 1"#))
        // It has read everything that is there, and reconciled.
        let batch = Records.batch(Records.threeContacts(of: "CH-2"))
        #expect(try serving.post(batch, type: Connection.batch).status == 202)
        #expect(try waitUntil { try standing(serving) == 2 })
        for command in [["doctor"], ["topics", "check"]] {
            let outcome = try home.run(command)
            #expect(outcome.status == 1, "\(command)")
            #expect(outcome.text.contains("Records are missing"), "\(command): \(outcome.text)")
            #expect(outcome.text.contains(place), "\(command): \(outcome.text)")
        }
        #expect(try standing(serving) == 2)
    }

    @Test func `deleted records withdraw nothing until somebody accepts that they are gone`()
        throws
    {
        try serveOnce()
        try meddling.deleteRecords(of: "contacts")
        let serving = try home.serve(ready: false)
        try expectSaid(serving, "contacts/")
        // It is no engine's to decide, and no running engine's.
        let early = try home.run("topics", "accept")
        #expect(early.status == 1 && early.errors.contains("Stop the engines first"))
        #expect(try serving.stop() == 0)
        let accepted = try home.run("topics", "accept")
        #expect(accepted.status == 0, "\(accepted.errors)")
        #expect(accepted.text.contains("3 offsets are accepted as gone"), "\(accepted.text)")
        #expect(try home.run("topics", "accept").text.contains("nothing to accept"))

        let after = try home.serve()
        #expect(try waitUntil { try standing(after) == 1 })
        let all = try after.get("/alerts?status=all").text
        #expect(all.contains("no longer in the log") && !all.contains("corrected"), "\(all)")
        let doctor = try home.run("doctor")
        #expect(doctor.status == 0, "\(doctor.text)")
        #expect(try home.run("topics", "check").status == 0)
        #expect(try after.stop() == 0)
    }

    @Test func `a topic made anew while no server ran is missing history too`() throws {
        try serveOnce()
        try meddling.delete("contacts")
        #expect(
            try waitUntil {
                try home.run("topics", "apply").text.contains("contacts created")
            })
        let serving = try home.serve(ready: false)
        try expectSaid(serving, "contacts/")
        #expect(try serving.stop() == 0)
        // As many records as before stand there by now, and it is remembered all the same.
        let again = try home.serve(ready: false)
        #expect(
            try waitUntil { try again.get("/readyz").text.contains("Records are missing") })
        let batch = Records.batch(Records.threeContacts(of: "CH-3"))
        #expect(try again.post(batch, type: Connection.batch).status == 202)
        #expect(try waitUntil { try standing(again) == 3 })
        #expect(try again.stop() == 0)
    }
}
