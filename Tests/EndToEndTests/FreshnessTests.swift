import CKafka
import Casework
import Contract
import EventLog
import Events
import Foundation
import Patience
import Testing

/// For each claim of freshness, something that makes it false: the board, `/readyz`, the metrics and
/// the doctor take it back together, and give it again when it holds.
@Suite(.enabled(if: Broker.bootstrap != nil, "\(Broker.missing)"), .waits)
struct FreshnessTests {
    private let home: Home

    init() throws { home = try Home(.kafka) }

    /// What the board's mark, `/readyz` and the metrics say of one reason; all or none of them.
    private func isSaid(
        _ reason: String, _ sentence: String, _ words: String, by serving: Serving
    ) throws -> Bool {
        let ready = try serving.get("/readyz")
        let page = try serving.get("/").text
        return try ready.status == 503 && ready.text.contains(sentence)
            && page.contains(words) && !page.contains("Nothing needs a second look")
            && serving.get("/metrics").text.contains(#"incomplete{reason="\#(reason)"} 1"#)
            && serving.get("/metrics").text.contains("secondlook_ready 0")
    }

    private func isWell(_ serving: Serving) throws -> Bool {
        let page = try serving.get("/").text
        return try serving.get("/readyz").status == 200
            && page.contains("omplete up to") && !page.contains("Not complete")
            && !serving.get("/metrics").text.contains(#/incomplete{reason="\w+"} 1/#)
    }

    @Test func `another writer's open transaction hides what was accepted, and that is said`()
        throws
    {
        let serving = try home.serve()
        #expect(try waitUntil { try isWell(serving) })
        let hidden = Records.threeContacts(of: "CH-HIDDEN")
        let transaction = try OpenTransaction(
            with: home, topic: "contacts", key: "CH-HIDDEN", value: EventEncoder.encode(hidden[0]),
            partition: 7)
        // Everything behind it is hidden with it, and was accepted all the same.
        #expect(
            try waitUntil {
                try isSaid(
                    "held_back", "cannot be read yet, in contacts/7 (1 record)",
                    "records are held back since", by: serving)
            })
        let metrics = try serving.get("/metrics").text
        #expect(metrics.contains(#"held_back_records{topic="contacts",partition="7"} 1"#))
        #expect(
            metrics.contains(
                #"group_lag{group="engine",topic="contacts",partition="7"} 1"#))
        let doctor = try home.run("doctor")
        #expect(doctor.status == 1 && doctor.text.contains("contacts/7 (1 record)"))
        try transaction.commit()
        #expect(try waitUntil { try isWell(serving) })
        #expect(try home.run("doctor").status == 0)
        #expect(try serving.stop() == 0)
    }

    @Test func `a board without an engine says so, and the engine takes it back`() throws {
        let board = try home.serve("--roles", "board", ready: false)
        #expect(
            try waitUntil {
                try isSaid(
                    "no_engine", "No engine is at work: the group engine has no member.",
                    "no engine has been at work since", by: board)
            })
        let doctor = try home.run("doctor")
        #expect(doctor.status == 1 && doctor.text.contains("No engine is at work"))
        let engine = try home.serve("--roles", "engine")
        #expect(try waitUntil { try isWell(board) })
        #expect(try home.run("doctor").status == 0)
        #expect(try engine.stop() == 0)
        #expect(try waitUntil { try board.get("/readyz").text.contains("No engine is at work") })
        #expect(try board.get("/").text.contains("Nothing has been looking through the records"))
        #expect(try board.stop() == 0)
    }

    @Test func `partitions that are added under a running server are read`() throws {
        let serving = try home.serve()
        let meddling = try Meddling(with: home)
        try meddling.give("contacts", partitions: 14)
        // A publisher that goes by the new number puts a child's records there.
        try home.withLog { log in
            #expect(
                waitUntil(within: 120) {
                    (try? log.survey(of: [Contract.contacts]))?.count == 14
                })
            _ = try log.appendAndWait(
                Records.threeContacts(of: "CH-ADDED").map {
                    Message(
                        to: Contract.contacts, key: Array("CH-ADDED".utf8),
                        value: EventEncoder.encode($0), partition: 13)
                })
        }
        #expect(try waitUntil(within: 60) { try serving.get("/alerts").text.contains("CH-ADDED") })
        #expect(try waitUntil { try isWell(serving) })
        #expect(try serving.stop() == 0)
        // And so are they by a server that starts, and by the doctor.
        let again = try home.serve()
        #expect(try again.get("/alerts").text.contains("CH-ADDED"))
        let doctor = try home.run("doctor")
        #expect(doctor.status == 0, "\(doctor.text)")
        #expect(try again.stop() == 0)
    }

    @Test func `a topic deleted and made anew under a server ends nobody`() throws {
        let intake = try home.serve("--roles", "intake")
        let serving = try home.serve()
        let batch = Records.batch(Records.threeContacts(of: "CH-1"))
        #expect(try intake.post(batch, type: Connection.batch).status == 202)
        #expect(try waitUntil { try serving.get("/alerts").text.contains("CH-1") })
        #expect(try waitUntil { try isWell(serving) })
        let meddling = try Meddling(with: home)
        try meddling.delete("contacts")
        #expect(
            try waitUntil(within: 60) {
                let page = try serving.get("/").text
                return try serving.get("/readyz").status == 503
                    && (page.contains("Stopped") || page.contains("Not complete"))
            })
        #expect(
            try waitUntil {
                try home.run("topics", "apply").text.contains("contacts created")
            })
        let next = Records.batch(Records.threeContacts(of: "CH-2"))
        #expect(
            try waitUntil(within: 60) {
                try intake.post(next, type: Connection.batch).status == 202
            })
        #expect(
            try waitUntil(within: 60) {
                try serving.get("/readyz").text.contains("Records are missing")
            })
        for one in [intake, serving] {
            #expect(one.isRunning)
            #expect(try one.get("/healthz").status == 200)
        }
        // A server that starts now goes on with what is new, and withdraws nothing.
        #expect(try serving.stop() == 0)
        let again = try home.serve(ready: false)
        #expect(
            try waitUntil(within: 60) {
                let alerts = try again.get("/alerts").text
                return alerts.contains("CH-1") && alerts.contains("CH-2")
            })
        #expect(try again.get("/readyz").text.contains("Records are missing"))
        for one in [intake, again] { #expect(try one.stop() == 0) }
    }

    @Test func `intake alone does not start without its topics`() throws {
        let bootstrap = try #require(Broker.bootstrap)
        let outcome = try Program.run(
            "serve", "--port", "0", "--data", home.data, "--kafka", bootstrap, "--prefix",
            "nobody\(UInt32.random(in: .min ... .max)).", "--roles", "intake")
        #expect(outcome.status == 1)
        #expect(outcome.errors.contains("secondlook topics apply"), "\(outcome.errors)")
    }
}
