import Casework
import Events
import Foundation
import Patience
import Testing

/// Data that was wrong and is put right takes its alerts back, and whoever watches sees it.
@Suite(.waits) struct WithdrawalTests {
    private func post(_ events: [Event], to serving: Serving) throws {
        #expect(
            try serving.post(Records.batch(events), type: Connection.batch).status == 202)
    }

    /// The contact-rule's revisions about a child, as a stream told them.
    private func revisions(_ stream: AlertStream, of child: String) -> [Alert] {
        stream.alerts.map(\.alert).filter {
            $0.childID.text == child && $0.rule == ContactsWithoutResponse.name
        }
    }

    @Test(arguments: Place.here)
    func `a retraction and a correction each withdraw the alert, live`(_ place: Place) throws {
        let home = try Home(place)
        let serving = try home.serve()
        let stream = try AlertStream(serving)
        #expect(stream.waitForGreeting())

        let retracted = Records.threeContacts(of: "CH-1")
        try post(retracted, to: serving)
        #expect(waitUntil { revisions(stream, of: "CH-1").last?.status == .open })
        try post([Records.retraction(of: retracted[2])], to: serving)
        #expect(waitUntil { revisions(stream, of: "CH-1").last?.status == .withdrawn })
        let withdrawn = revisions(stream, of: "CH-1")
        #expect(withdrawn.map(\.revision) == [1, 2])
        #expect(withdrawn.last?.reasons == ["The contact it rested on was taken back."])

        // Corrected: it was received a year earlier than was first said.
        let wrong = Records.threeContacts(of: "CH-2")
        try post(wrong, to: serving)
        #expect(waitUntil { revisions(stream, of: "CH-2").last?.status == .open })
        let right = Records.contact(
            "CH-2-3", of: "CH-2", from: .generalPractitioner, on: Records.today - 400,
            at: wrong[2].time.advanced(milliseconds: 5_000), event: "CH-2-3-corrected")
        try post([right], to: serving)
        #expect(waitUntil { revisions(stream, of: "CH-2").last?.status == .withdrawn })
        #expect(
            revisions(stream, of: "CH-2").last?.reasons
                == ["The records were corrected, and it no longer follows from them."])

        // And put right once more, it stands again, as the next revision of the same alert.
        let again = Records.contact(
            "CH-2-3", of: "CH-2", from: .generalPractitioner,
            at: right.time.advanced(milliseconds: 5_000), event: "CH-2-3-corrected-again")
        try post([again], to: serving)
        #expect(waitUntil { revisions(stream, of: "CH-2").last?.status == .open })
        #expect(revisions(stream, of: "CH-2").map(\.revision) == [1, 2, 3])
        #expect(Set(revisions(stream, of: "CH-2").map(\.id)).count == 1)

        let standing = try serving.get("/alerts").text
        #expect(!standing.contains("CH-1\""))
        #expect(standing.contains("CH-2\""))
        #expect(try serving.stop() == 0)
    }

    @Test(arguments: Place.here, [true, false])
    func `a page that was away over a restart hears each revision once`(
        _ place: Place, politely: Bool
    ) throws {
        let home = try Home(place)
        let first = try home.serve()
        let before = try AlertStream(first)
        #expect(before.waitForGreeting())
        for child in 1...20 { try post(Records.threeContacts(of: "CH-\(child)"), to: first) }
        // The page leaves with the stream half told, as far as it can know.
        #expect(waitUntil { before.alerts.count >= 20 })
        let told = before.alerts.prefix(9)
        let last = try #require(told.last?.id)
        for child in 21...30 { try post(Records.threeContacts(of: "CH-\(child)"), to: first) }
        if politely { try first.stop() } else { first.kill() }

        let second = try home.serve(ready: false)
        let after = try AlertStream(second, after: last)
        try second.waitUntilReady()
        for child in 31...40 { try post(Records.threeContacts(of: "CH-\(child)"), to: second) }
        let children = Set((1...40).map { "CH-\($0)" })
        func heard() -> [Alert] { told.map(\.alert) + after.alerts.map(\.alert) }
        #expect(
            waitUntil { Set(heard().map(\.childID.text)) == children },
            "missing: \(children.subtracting(heard().map(\.childID.text)).sorted())")
        #expect(!after.messages.contains { $0.event == "reset" })
        let revisions = heard().map { "\($0.id).\($0.revision)" }
        #expect(Set(revisions).count == revisions.count, "something was told twice")
        #expect(try second.stop() == 0)
    }
}
