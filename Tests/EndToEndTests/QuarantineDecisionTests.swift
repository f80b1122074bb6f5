import Contract
import EventLog
import Events
import Foundation
import Quarantine
import SQLiteLog
import Testing

/// A person decides about what could not be read: back to its topic, or put by for good.
@Suite struct QuarantineDecisionTests {
    let scratch: Scratch
    var data: String { scratch.path("data") }

    init() throws { scratch = try Scratch() }

    private struct Row: Decodable {
        let place: String
        let origin: String
        let status: String
        let attempts: Int
        let firstFailedAt: String
        let replayOf: String?
        let decision: Decision?

        struct Decision: Decodable {
            let reason: String
            let by: String
            let at: String
        }
    }

    private func rows(_ words: String...) throws -> [Row] {
        let outcome = try Program.run(["quarantine", "list", "--json", "--data", data] + words)
        #expect(outcome.status == 0, "\(outcome.errors)")
        return try JSONDecoder().decode([Row].self, from: outcome.output)
    }

    private func quarantine(_ words: String...) throws -> Program.Outcome {
        try Program.run(["quarantine"] + words + ["--data", data])
    }

    private func append(_ messages: [Message]) throws {
        let log = try SQLiteLog(existing: data)
        defer { log.close() }
        _ = try log.appendAndWait(messages)
    }

    private func records(of topic: Topic) throws -> [Record] {
        let log = try SQLiteLog(existing: data)
        defer { log.close() }
        return try Reading.records(of: log, [topic])
    }

    private let theirs = [
        Header("traceparent", "00-abc"), Header("trace", [0xff]), Header("trace", []),
    ]

    /// A record that nobody can read, as a system would publish it.
    private func unreadable(_ bytes: [UInt8]) -> Message {
        Message(
            to: Contract.contacts, key: Array(BadInput.child.utf8), value: bytes, headers: theirs,
            partition: 5)
    }

    @Test func `replayed in vain it comes back with one try more, until the cap`() throws {
        let serving = try Serving(data)
        try append([unreadable([0xff, 0x00, 0x7b])])
        #expect(try waitUntil { try rows().count == 1 })
        let first = try #require(try rows().first)
        var last = first
        for attempt in 1...2 {
            #expect(last.status == "waiting" && last.attempts == attempt)
            let outcome = try quarantine("replay", last.place, "--by", "r.okafor")
            #expect(outcome.status == 0, "\(outcome.errors)")
            #expect(outcome.text.contains("contacts/5:\(attempt)"))
            #expect(try waitUntil { try rows().first?.attempts == attempt + 1 })
            let next = try #require(try rows().first)
            #expect(next.replayOf == last.place && next.firstFailedAt == first.firstFailedAt)
            last = next
        }
        // The third try was the last one.
        let refused = try quarantine("replay", last.place)
        #expect(refused.status == 1)
        #expect(refused.errors.contains("tried 3 times"))
        #expect(refused.errors.contains("--attempts 4"))
        #expect(try rows().map(\.place) == [last.place])

        // What went back is what came: bytes, key, headers, partition.
        let sent = try records(of: Contract.contacts)
        #expect(sent.count == 3)
        for record in sent {
            #expect(record.value == [0xff, 0x00, 0x7b])
            #expect(record.key == Array(BadInput.child.utf8))
            #expect(Array(record.headers.prefix(3)) == theirs)
            #expect(record.position.partition.number == 5)
        }
        let again = try quarantine("replay", last.place, "--attempts", "4")
        #expect(again.status == 0)
        #expect(try waitUntil { try rows().first?.attempts == 4 })
        #expect(
            try rows("--all").map(\.status).sorted() == [
                "replayed", "replayed", "replayed", "waiting",
            ])
        #expect(try serving.stop() == 0)
        let doctor = try Program.run("doctor", "--data", data)
        #expect(doctor.status == 0, "\(doctor.text)")
        #expect(doctor.text.contains("1 records wait in quarantine"))
        #expect(!serving.errors.contains("SECRET"))
    }

    @Test func `what can be read by now goes into the chronology`() throws {
        let serving = try Serving(data)
        // As an older program, which could not read them, would have put them aside.
        let events = Records.threeContacts(of: "CH-LATE")
        try append(
            events.enumerated().map { number, event in
                let record = Record(
                    position: Position(
                        Partition(topic: "contacts", number: 5), Int64(number)), appendedAt: 0,
                    key: Array("CH-LATE".utf8), value: EventEncoder.encode(event), headers: [])
                return QuarantineNote.message(
                    for: record, field: "type", reason: "type is not known.", at: 0)
            })
        #expect(try rows().count == 3)
        let outcome = try quarantine("replay", "--all")
        #expect(outcome.status == 0 && outcome.text.contains("3 records replayed."))
        #expect(try waitUntil { try serving.get("/alerts").text.contains("CH-LATE") })
        #expect(try rows().isEmpty)
        #expect(try quarantine("replay", "--all").text.contains("0 records replayed."))
        #expect(try serving.stop() == 0)
        #expect(try Program.run("doctor", "--data", data).status == 0)
    }

    @Test func `a discard is on record with who, when and why, and deletes nothing`() throws {
        let serving = try Serving(data)
        try append([unreadable([1]), unreadable([2])])
        #expect(try waitUntil { try rows().count == 2 })
        let place = try #require(try rows().first?.place)
        let mute = try quarantine("discard", place)
        #expect(mute.status == 2 && mute.errors.contains("--reason"))
        let blank = try quarantine("discard", place, "--reason", " ")
        #expect(blank.status == 2)
        let outcome = try quarantine(
            "discard", place, "--reason", "a test of the supplier’s", "--by", "r.okafor")
        #expect(outcome.status == 0, "\(outcome.errors)")
        #expect(try rows().count == 1)
        let discarded = try #require(try rows("--all").first { $0.place == place })
        #expect(discarded.status == "discarded")
        #expect(discarded.decision?.by == "r.okafor")
        #expect(discarded.decision?.reason == "a test of the supplier’s")
        #expect(discarded.decision?.at.hasPrefix("20") == true)
        #expect(try quarantine("show", place).output.count == 1)
        let whole = try quarantine("show", place, "--json")
        #expect(whole.text.contains("traceparent") && whole.text.contains(BadInput.child))

        // Twice is once, and a person may think better of it.
        #expect(try quarantine("discard", place, "--reason", "again").status == 1)
        #expect(try quarantine("replay", "--all").text.contains("1 records replayed.") == false)
        #expect(try quarantine("replay", place).status == 0)
        #expect(try serving.stop() == 0)
        #expect(try Program.run("doctor", "--data", data).status == 0)
    }

    @Test func `a line that names nothing, or no place, is answered with what to do`() throws {
        try append(toNew: [])
        #expect(try quarantine("replay").status == 2)
        #expect(try quarantine("replay", "here").status == 2)
        let nowhere = try quarantine("replay", "0:0")
        #expect(nowhere.status == 1 && nowhere.errors.contains("quarantine list"))
        #expect(try quarantine("discard", "--reason", "x").status == 2)
        #expect(try quarantine("discard", "0:0", "--reason", "x").status == 1)
        #expect(try rows("--all").isEmpty)
    }

    /// Makes the log, without a program at work on it.
    private func append(toNew messages: [Message]) throws {
        let log = try SQLiteLog(directory: data, topics: Contract.all)
        defer { log.close() }
        _ = try log.appendAndWait(messages)
    }
}
