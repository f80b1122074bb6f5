import Casework
import EventLog
import Events
import Foundation
import Patience
import Testing

/// What is wrong is refused with a reason at the door, or kept aside in quarantine; it never stops
/// the program.
@Suite(.waits) struct BadInputTests {
    /// The errors in a problem, after a look at its shape.
    private func errors(in answer: Connection.Answer) throws -> [[String: Any]] {
        #expect(answer.header("Content-Type") == "application/problem+json")
        let problem = try #require(
            try JSONSerialization.jsonObject(with: Data(answer.body)) as? [String: Any])
        #expect(problem["status"] as? Int == answer.status)
        #expect((problem["detail"] as? String)?.contains("othing was accepted") == true)
        return problem["errors"] as? [[String: Any]] ?? []
    }

    private func checkAlive(_ serving: Serving) throws {
        #expect(try serving.get("/readyz").status == 200)
        #expect(
            try serving.post(
                Records.batch(Records.threeContacts(of: "CH-AFTER")), type: Connection.batch
            )
            .status == 202)
        #expect(
            try waitUntil {
                try serving.get("/alerts").text.contains("CH-AFTER")
            }, "the engine stands")
    }

    @Test(arguments: Place.here)
    func `at the door each is refused, with its field and what to do`(_ place: Place) throws {
        let home = try Home(place)
        let serving = try home.serve()
        for bad in BadInput.all {
            let answer = try serving.post(bad.bytes)
            #expect((400..<500).contains(answer.status), "\(bad.name): \(answer.status)")
            let errors = try errors(in: answer)
            if answer.status != 413 {
                let error = try #require(errors.first, "\(bad.name): \(answer.text)")
                let field = error["field"] as? String ?? ""
                #expect(
                    field == bad.field || bad.field == "data" && field.hasPrefix("data"),
                    "\(bad.name): \(answer.text)")
                #expect((error["problem"] as? String)?.isEmpty == false)
                #expect((error["remedy"] as? String)?.isEmpty == false)
            }
            #expect(!answer.text.contains("SECRET"), "\(bad.name): \(answer.text)")

            // In a batch it is named by its place, and costs the whole batch.
            let inBatch = try serving.post(
                Records.array([Array(BadInput.sound.utf8), bad.bytes]), type: Connection.batch)
            #expect((400..<500).contains(inBatch.status), "\(bad.name): \(inBatch.status)")
            #expect(!inBatch.text.contains("SECRET"), "\(bad.name)")
        }
        #expect(!serving.errors.contains("SECRET"))
        try checkAlive(serving)
        #expect(try serving.stop() == 0)
        // Nothing of what was refused is in the log: nobody is there but the child from afterwards.
        let doctor = try home.run("doctor")
        #expect(doctor.isSound(on: place) && doctor.text.contains("records of 1 children"))
        let log = try home.log()
        defer { log.close() }
        #expect(try Reading.distinctEvents(of: log) == 3)
    }

    @Test(arguments: Place.here)
    func `a batch is taken whole or refused whole, and the answer names each event`(
        _ place: Place
    ) throws {
        let home = try Home(place)
        let serving = try home.serve()
        let sound = Records.threeContacts(of: "CH-1").map { EventEncoder.encode($0) }
        let bad = BadInput.all.filter { $0.name.hasPrefix("an unknown") }
        let mixed = [sound[0], bad[0].bytes, sound[1], bad[1].bytes, sound[2]]
        let answer = try serving.post(Records.array(mixed), type: Connection.batch)
        #expect(answer.status == 422)
        let errors = try errors(in: answer)
        #expect(errors.map { $0["index"] as? Int } == [1, 3])
        #expect(errors.map { $0["field"] as? String } == [bad[0].field, bad[1].field])
        let whole = try serving.post(Records.array(sound), type: Connection.batch)
        #expect(whole.status == 202)
        #expect(whole.text == #"{"accepted":3}"#)
        #expect(try serving.stop() == 0)
        #expect(try home.run("doctor").text.contains("records of 1 children"))
        let log = try home.log()
        defer { log.close() }
        #expect(try Reading.distinctEvents(of: log) == 3)
    }

    @Test(arguments: Place.here)
    func `ten thousand events are a batch, and one more are not`(_ place: Place) throws {
        let home = try Home(place)
        let serving = try home.serve()
        let events = (0..<10_001).map { Records.contact("CON-\($0)", of: "CH-\($0 / 2)") }
        let tooMany = try serving.post(Records.batch(events), type: Connection.batch)
        #expect((400..<500).contains(tooMany.status))
        #expect(tooMany.text.contains("10000"), "\(tooMany.text)")
        let enough = try serving.post(Records.batch(events.dropLast()), type: Connection.batch)
        #expect(enough.status == 202)
        #expect(enough.text == #"{"accepted":10000}"#)
        try checkAlive(serving)
        #expect(try serving.stop() == 0)
    }

    @Test(arguments: ["text/plain", "application/xml", "", nil])
    func `a wrong content type is answered with the right ones`(type: String?) throws {
        let home = try Home(.embedded)
        let serving = try home.serve(ready: false)
        let answer = try serving.connect().post(Array(BadInput.sound.utf8), type: type)
        #expect(answer.status == 415)
        #expect(answer.text.contains("application/cloudevents+json"))
        #expect(answer.header("Accept")?.contains("application/cloudevents-batch+json") == true)
    }

    @Test(arguments: Place.here)
    func `in a file each is named by its line, and the others are taken`(_ place: Place) throws {
        var lines: [[UInt8]] = []
        for (number, bad) in BadInput.all.enumerated() {
            lines.append(EventEncoder.encode(Records.contact("CON-\(number)", of: "CH-1")))
            lines.append(bad.bytes)
        }
        let outcome = try Home(place).publish(lines)
        #expect(outcome.status == 1)
        #expect(outcome.text.contains("\(BadInput.all.count) events published."))
        for (number, bad) in BadInput.all.enumerated() {
            let line = outcome.errors.split(separator: "\n")
                .first { $0.hasPrefix("line \(number * 2 + 2): ") }
            #expect(line?.contains(bad.field) == true, "\(bad.name): \(line ?? "not named")")
        }
        #expect(!outcome.errors.contains("SECRET"))
    }

    @Test func `a line of any length costs only itself`() throws {
        let long = Array(repeating: UInt8(ascii: "x"), count: 5 << 20)
        let sound = Records.threeContacts(of: "CH-1").map { EventEncoder.encode($0) }
        let outcome = try Home(.embedded).publish([sound[0], long, sound[1]])
        #expect(outcome.status == 1)
        #expect(outcome.errors.contains("line 2: "))
        #expect(outcome.text.contains("2 events published."))
    }
}
