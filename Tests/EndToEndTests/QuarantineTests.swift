import Casework
import Contract
import EventLog
import Events
import Foundation
import Patience
import Testing

/// What another program appended to the log and cannot be read is put aside, byte for byte.
@Suite(.waits) struct QuarantineTests {
    private struct Entry: Decodable {
        let place: String
        let origin: String
        let reason: String
        let field: String
        let size: Int
    }

    private func entries(_ home: Home) throws -> [Entry] {
        let outcome = try home.run("quarantine", "list", "--json")
        #expect(outcome.status == 0, "\(outcome.errors)")
        return try JSONDecoder().decode([Entry].self, from: outcome.output)
    }

    /// Appends as another program would, and says where each record is.
    private func append(_ values: [[UInt8]?], _ home: Home) throws -> [Position] {
        try home.withLog { log in
            try log.appendAndWait(
                values.map {
                    Message(to: Contract.contacts, key: Array(BadInput.child.utf8), value: $0)
                })
        }
    }

    @Test(arguments: Place.here)
    func `it is listed with its place and reason, and its bytes are kept`(_ place: Place) throws {
        let home = try Home(place)
        let serving = try home.serve()
        let bad = BadInput.all.filter { $0.bytes.count < 1 << 20 }
        let positions = try append(bad.map(\.bytes), home)
        let tombstone = try #require(try append([nil], home).first)
        #expect(try waitUntil { try entries(home).count >= bad.count + 1 })
        let listed = try entries(home)
        #expect(listed.count == bad.count + 1)
        for (bad, position) in zip(bad, positions) {
            let origin = "contacts/\(position.partition.number):\(position.offset)"
            let entry = try #require(listed.first { $0.origin == origin }, "\(bad.name)")
            #expect(entry.reason.contains(bad.field), "\(bad.name): \(entry.reason)")
            #expect(
                entry.field.hasSuffix(bad.field) || bad.field == "data",
                "\(bad.name): \(entry.field)")
            #expect(!entry.reason.contains("SECRET"))
            #expect(entry.size == bad.bytes.count)
            let shown = try home.run("quarantine", "show", entry.place)
            #expect(Array(shown.output) == bad.bytes, "\(bad.name)")
        }
        #expect(listed.contains { $0.origin.hasSuffix(":\(tombstone.offset)") && $0.size == 0 })

        // The engine goes on, and the door too.
        let batch = Records.batch(Records.threeContacts(of: BadInput.child))
        #expect(try serving.post(batch, type: Connection.batch).status == 202)
        #expect(try waitUntil { try serving.get("/alerts").text.contains(BadInput.child) })
        #expect(!serving.errors.contains("SECRET"))
        #expect(try serving.stop() == 0)
        try home.checkHealth()
    }

    @Test(arguments: Place.here)
    func `an event under another child's key or on another topic is put aside`(
        _ place: Place
    ) throws {
        let home = try Home(place)
        let serving = try home.serve()
        let value = EventEncoder.encode(Records.contact("CON-1", of: "CH-1"))
        try home.withLog { log in
            _ = try log.appendAndWait([
                Message(to: Contract.contacts, key: Array("CH-2".utf8), value: value),
                Message(to: Contract.contacts, key: nil, value: value),
                Message(to: Contract.referrals, key: Array("CH-1".utf8), value: value),
            ])
        }
        #expect(try waitUntil { try entries(home).count == 3 })
        #expect(Set(try entries(home).map(\.field)) == ["key", "type"])
        #expect(try serving.stop() == 0)
    }

    @Test(arguments: Place.here)
    func `neither a restart nor a takeover puts it aside again`(_ place: Place) throws {
        let home = try Home(place)
        let first = try home.serve()
        let second = try home.serve(ready: false)
        _ = try append([Array("no event".utf8)], home)
        #expect(try waitUntil { try entries(home).count == 1 })
        // The first has said how far it is, and so the second need not look again.
        #expect(waitUntil { (try? isCommitted(home)) == true })
        first.kill()
        try second.waitUntilReady()
        #expect(try second.stop() == 0)
        let third = try home.serve()
        #expect(try third.stop() == 0)
        #expect(try entries(home).count == 1)
        try home.checkHealth()
    }

    /// Whether an engine has committed past everything on the contacts topic.
    private func isCommitted(_ home: Home) throws -> Bool {
        try home.withLog { log in
            let committed = try log.committed(by: "engine")
            return try log.extent(of: [Contract.contacts]).allSatisfy {
                (committed[$0.key] ?? 0) >= $0.value.upperBound
            }
        }
    }
}
