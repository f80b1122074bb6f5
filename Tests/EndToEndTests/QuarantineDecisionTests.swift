import Contract
import EventLog
import Events
import Foundation
import Patience
import Quarantine
import Testing

/// A person decides about what could not be read: back to its topic, or put by for good.
@Suite(.waits) struct QuarantineDecisionTests {
    fileprivate struct Row: Decodable {
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

    private let theirs = [
        Header("traceparent", "00-abc"), Header("trace", [0xff]), Header("trace", []),
    ]

    /// A record that nobody can read, as a system would publish it.
    private func unreadable(_ bytes: [UInt8]) -> Message {
        Message(
            to: Contract.contacts, key: Array(BadInput.child.utf8), value: bytes, headers: theirs,
            partition: 5)
    }

    @Test(arguments: Place.here)
    func `replayed in vain it comes back with one try more, until the cap`(
        _ place: Place
    ) throws {
        let home = try Home(place)
        let serving = try home.serve()
        try home.append([unreadable([0xff, 0x00, 0x7b])])
        #expect(try waitUntil { try home.rows().count == 1 })
        let first = try #require(try home.rows().first)
        var last = first
        for attempt in 1...2 {
            #expect(last.status == "waiting" && last.attempts == attempt)
            let outcome = try home.quarantine("replay", last.place, "--by", "r.okafor")
            #expect(outcome.status == 0, "\(outcome.errors)")
            #expect(outcome.text.contains("contacts/5:\(attempt)"))
            #expect(try waitUntil { try home.rows().first?.attempts == attempt + 1 })
            let next = try #require(try home.rows().first)
            #expect(next.replayOf == last.place && next.firstFailedAt == first.firstFailedAt)
            last = next
        }
        // The third try was the last one.
        let refused = try home.quarantine("replay", last.place)
        #expect(refused.status == 1)
        #expect(refused.errors.contains("tried 3 times"))
        #expect(refused.errors.contains("--attempts 4"))
        #expect(try home.rows().map(\.place) == [last.place])

        // What went back is what came: bytes, key, headers, partition.
        let sent = try home.records(of: Contract.contacts)
        #expect(sent.count == 3)
        for record in sent {
            #expect(record.value == [0xff, 0x00, 0x7b])
            #expect(record.key == Array(BadInput.child.utf8))
            #expect(Array(record.headers.prefix(3)) == theirs)
            #expect(record.position.partition.number == 5)
        }
        let again = try home.quarantine("replay", last.place, "--attempts", "4")
        #expect(again.status == 0)
        #expect(try waitUntil { try home.rows().first?.attempts == 4 })
        #expect(
            try home.rows("--all").map(\.status).sorted() == [
                "replayed", "replayed", "replayed", "waiting",
            ])
        #expect(try serving.stop() == 0)
        let doctor = try home.run("doctor")
        #expect(doctor.isSound(on: place), "\(doctor.text)")
        #expect(doctor.text.contains("1 records wait in quarantine"))
        #expect(!serving.errors.contains("SECRET"))
    }

    @Test(arguments: Place.here)
    func `what can be read by now goes into the chronology`(_ place: Place) throws {
        let home = try Home(place)
        let serving = try home.serve()
        // As an older program, which could not read them, would have put them aside.
        let events = Records.threeContacts(of: "CH-LATE")
        try home.append(
            events.enumerated().map { number, event in
                let record = Record(
                    position: Position(
                        Partition(
                            topic: "contacts",
                            number: Partitioning.partition(
                                of: Array("CH-LATE".utf8), among: 12)),
                        Int64(number)), appendedAt: 0,
                    key: Array("CH-LATE".utf8), value: EventEncoder.encode(event), headers: [])
                return QuarantineNote.message(
                    for: record, field: "type", reason: "type is not known.", at: 0)
            })
        #expect(try home.rows().count == 3)
        let outcome = try home.quarantine("replay", "--all")
        #expect(outcome.status == 0 && outcome.text.contains("3 records replayed."))
        #expect(try waitUntil { try serving.get("/alerts").text.contains("CH-LATE") })
        #expect(try home.rows().isEmpty)
        #expect(try home.quarantine("replay", "--all").text.contains("0 records replayed."))
        #expect(try serving.stop() == 0)
        try home.checkHealth()
    }

    @Test(arguments: Place.here)
    func `a discard is on record with who, when and why, and deletes nothing`(
        _ place: Place
    ) throws {
        let home = try Home(place)
        let serving = try home.serve()
        try home.append([unreadable([1]), unreadable([2])])
        #expect(try waitUntil { try home.rows().count == 2 })
        let place = try #require(try home.rows().first?.place)
        let mute = try home.quarantine("discard", place)
        #expect(mute.status == 2 && mute.errors.contains("--reason"))
        let blank = try home.quarantine("discard", place, "--reason", " ")
        #expect(blank.status == 2)
        let outcome = try home.quarantine(
            "discard", place, "--reason", "a test of the supplier’s", "--by", "r.okafor")
        #expect(outcome.status == 0, "\(outcome.errors)")
        #expect(try home.rows().count == 1)
        let discarded = try #require(try home.rows("--all").first { $0.place == place })
        #expect(discarded.status == "discarded")
        #expect(discarded.decision?.by == "r.okafor")
        #expect(discarded.decision?.reason == "a test of the supplier’s")
        #expect(discarded.decision?.at.hasPrefix("20") == true)
        #expect(try home.quarantine("show", place).output.count == 1)
        let whole = try home.quarantine("show", place, "--json")
        #expect(whole.text.contains("traceparent") && whole.text.contains(BadInput.child))

        // Twice is once, and a person may think better of it.
        #expect(try home.quarantine("discard", place, "--reason", "again").status == 1)
        let all = try home.quarantine("replay", "--all").text
        #expect(!all.contains("1 records replayed."))
        #expect(try home.quarantine("replay", place).status == 0)
        #expect(try serving.stop() == 0)
        try home.checkHealth()
    }

    @Test(arguments: Place.here)
    func `a long list comes in pages, each beginning where the one before ended`(
        _ place: Place
    ) throws {
        let home = try Home(place)
        let theirs = (0..<500).map { Header("x-\($0)", [UInt8](repeating: 7, count: 20)) }
        try home.append(
            (0..<1_200).map { number in
                let record = Record(
                    position: Position(
                        Partition(topic: "contacts", number: number % 12), Int64(number)),
                    appendedAt: 0, key: nil, value: [1], headers: theirs)
                return QuarantineNote.message(
                    for: record, field: "event", reason: "event is not JSON.", at: 0)
            })
        let all = try home.rows().map(\.place)
        #expect(all.count == 1_200 && Set(all).count == 1_200)
        var paged: [String] = []
        while paged.count < all.count {
            let rows = try home.rows(
                words: ["--limit", "500"] + (paged.last.map { ["--after", $0] } ?? []))
            #expect(!rows.isEmpty && rows.count <= 500)
            guard !rows.isEmpty else { break }
            paged += rows.map(\.place)
        }
        #expect(paged == all)
        let table = try home.quarantine("list")
        #expect(table.text.split(separator: "\n").count <= 1_002)
        #expect(table.errors.contains("--after \(all[999])"))
        #expect(try home.quarantine("list", "--limit", "1200").errors.isEmpty)
        #expect(try home.rows("--after", all[1_199]).isEmpty)
    }

    @Test(arguments: Place.here)
    func `a line that names nothing, or no place, is answered with what to do`(
        _ place: Place
    ) throws {
        let home = try Home(place)
        try home.append([])
        #expect(try home.quarantine("replay").status == 2)
        #expect(try home.quarantine("replay", "here").status == 2)
        let nowhere = try home.quarantine("replay", "0:0")
        #expect(nowhere.status == 1 && nowhere.errors.contains("quarantine list"))
        #expect(try home.quarantine("discard", "--reason", "x").status == 2)
        #expect(try home.quarantine("discard", "0:0", "--reason", "x").status == 1)
        #expect(try home.rows("--all").isEmpty)
    }
}

extension Home {
    fileprivate func rows(_ words: String...) throws -> [QuarantineDecisionTests.Row] {
        try rows(words: words)
    }

    fileprivate func rows(words: [String]) throws -> [QuarantineDecisionTests.Row] {
        let outcome = try run(["quarantine", "list", "--json"] + words)
        #expect(outcome.status == 0, "\(outcome.errors)")
        return try JSONDecoder().decode([QuarantineDecisionTests.Row].self, from: outcome.output)
    }

    fileprivate func quarantine(_ words: String...) throws -> Program.Outcome {
        try run(["quarantine"] + words)
    }

    fileprivate func append(_ messages: [Message]) throws {
        _ = try withLog { try $0.appendAndWait(messages) }
    }

    fileprivate func records(of topic: Topic) throws -> [Record] {
        try withLog { try Reading.records(of: $0, [topic]) }
    }
}
