import CKafka
import Casework
import Contract
import Events
import Foundation
import Patience
import Testing

/// Everybody has what `topics/acls.json` gives them, which is enough for their work, and the broker
/// refuses the rest.
@Suite(.enabled(if: SecureCluster.isHere && Kcat.isHere, "\(SecureCluster.missing)"), .waits)
struct LeastPrivilegeTests {
    private let cluster: SecureCluster
    /// Kafka's own tool takes seconds for each line of the lists; once for all of the stories.
    private static let shared = Result { try SecureCluster() }

    init() throws { cluster = try Self.shared.get() }

    @Test func `each principal can do its work, and together they show the board`() throws {
        let intake = try cluster.serve("intake", as: "intake")
        let engine = try cluster.serve("engine", as: "engine")
        let board = try cluster.serve("board", as: "board")
        // Over HTTP, with the program, and with a client that is not ours.
        let posted = try intake.post(
            Records.batch(Records.threeContacts(of: "CH-POSTED")), type: Connection.batch)
        #expect(posted.status == 202, "\(posted.text)")
        let file = try cluster.scratch.file(
            "events.jsonl",
            lines: Records.threeContacts(of: "CH-PUBLISHED").map { EventEncoder.encode($0) })
        let published = try cluster.run("system-mash", "publish", file)
        #expect(published.status == 0, "\(published.errors)")
        for event in Records.threeContacts(of: "CH-FOREIGN") {
            try cluster.kcat("system-mash", "contacts").produce(
                EventEncoder.encode(event), key: "CH-FOREIGN", headers: [Kcat.structured],
                Kcat.murmur2, "-X", "enable.idempotence=true")
        }
        try cluster.kcat("system-mash", "contacts").produce(
            Array("no event".utf8), key: "CH-BAD", Kcat.murmur2)
        for child in ["CH-POSTED", "CH-PUBLISHED", "CH-FOREIGN"] {
            #expect(try waitUntil { try board.get("/alerts").text.contains(child) }, "\(child)")
        }

        for command in [
            ["topics", "check"], ["alerts"], ["alerts", "--as-of", "\(Records.today)"],
            ["explain", "CH-FOREIGN"], ["report", "returns"], ["quarantine", "list"],
        ] {
            let outcome = try Program.run(command + cluster.words("operator"))
            #expect(outcome.status == 0, "\(command): \(outcome.errors)\(outcome.text)")
        }
        let replayed = try cluster.run("operator", "quarantine", "replay", "--all")
        #expect(replayed.status == 0, "\(replayed.errors)")
        #expect(replayed.text.contains("is back on contacts/"), "\(replayed.text)")
        for serving in [intake, engine, board] { #expect(try serving.stop() == 0) }
        let doctor = try cluster.run("operator", "doctor")
        #expect(doctor.isSound(on: .kafka), "\(doctor.text)\(doctor.errors)")
    }

    private enum Act: String { case reads, writes }

    @Test func `what is not on the list is refused by the broker`() throws {
        func attempt(_ name: String, _ act: Act, _ topic: String) throws {
            let kcat = try cluster.kcat(name, topic)
            switch act {
            case .reads: try kcat.consume()
            case .writes: try kcat.produce(Array("{}".utf8), key: "CH-1", "-X", "acks=all")
            }
        }
        let refused: [(String, Act, [String])] = [
            ("system-mash", .reads, ["contacts", "alerts", "people", "quarantine"]),
            ("system-mash", .writes, ["alerts", "people", "quarantine"]),
            ("intake", .reads, ["contacts", "alerts"]), ("intake", .writes, ["alerts"]),
            ("engine", .reads, ["people", "quarantine", "reviews"]),
            ("engine", .writes, ["people", "reviews"]),
            ("board", .reads, ["people"]), ("board", .writes, ["alerts", "contacts"]),
            ("operator", .reads, ["people", "reviews"]),
            ("operator", .writes, ["alerts", "reviews"]),
        ]
        for (name, act, topics) in refused {
            for topic in topics {
                let refusal = #expect(throws: Kcat.Refused.self, "\(name) \(act) \(topic)") {
                    try attempt(name, act, topic)
                }
                #expect(refusal?.said.contains("authorization failed") == true, "\(refusal?.said)")
            }
        }
        // The same words are heard where it is allowed, so that none of these is refused by chance.
        try attempt("system-mash", .writes, "contacts")
        try attempt("engine", .reads, "alerts")
        try attempt("operator", .reads, "quarantine")
    }

    @Test func `a role under another's login says what it may not, and where that stands`() throws {
        let engine = try cluster.serve("engine", as: "intake", ready: false)
        #expect(
            try waitUntil { try engine.get("/readyz").text.contains("does not allow it") })
        #expect(try engine.get("/readyz").text.contains("topics acls"))
        #expect(try engine.get("/healthz").status == 200)
        #expect(try engine.stop() == 0)

        let intake = try cluster.serve("intake", as: "board", ready: false)
        let answer = try intake.post(
            Records.batch(Records.threeContacts(of: "CH-1")), type: Connection.batch)
        #expect(answer.status == 503, "\(answer.text)")
        #expect(try intake.stop() == 0)
        let report = try cluster.run("system-mash", "alerts")
        #expect(report.status == 1)
        #expect(report.errors.contains("does not allow it"), "\(report.errors)")
    }

    /// With a librdkafka that can do it, the login works; with an older one the program says so,
    /// where librdkafka would blame the password.
    @Test func `SCRAM works, or says that it wants a newer librdkafka`() throws {
        let file = try cluster.scratch.file(
            "events.jsonl",
            lines: Records.threeContacts(of: "CH-1").map { EventEncoder.encode($0) })
        let outcome = try cluster.run("scram", "publish", file)
        if rd_kafka_version() >= 0x0206_01ff {
            #expect(outcome.status == 0, "\(outcome.errors)")
        } else {
            #expect(outcome.status == 1)
            #expect(outcome.errors.contains("SCRAM with Kafka 4 needs librdkafka 2.6.1"))
            #expect(!outcome.errors.lowercased().contains("invalid credentials"))
        }
        let password = try String(
            contentsOfFile: SecureCluster.settings(of: "scram"), encoding: .utf8
        ).firstMatch(of: /sasl\.password=(.*)/)?.output.1
        #expect(!outcome.errors.contains(try #require(password)))
    }
}
