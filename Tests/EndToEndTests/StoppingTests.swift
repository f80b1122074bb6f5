import Casework
import Events
import Foundation
import Patience
import Testing

/// How the program ends, and how it answers a line that it does not understand.
@Suite(.waits) struct StoppingTests {
    @Test(arguments: Place.here)
    func `asked to end, it answers the request under way and leaves a sound log`(
        _ place: Place
    ) throws {
        let home = try Home(place)
        let serving = try home.serve()
        let body = Records.batch(Records.threeContacts(of: "CH-1"))
        let connection = try serving.connect()
        // The server says that it has the head, and so has half of the body when the signal comes.
        let head = """
            POST /events HTTP/1.1\r
            Host: localhost\r
            Authorization: Bearer \(serving.keys.publisher)\r
            Content-Type: \(Connection.batch)\r
            Content-Length: \(body.count)\r
            Expect: 100-continue\r
            \r

            """
        try connection.send(Array(head.utf8))
        #expect(try connection.answer().status == 100)
        try connection.send(Array(body.prefix(body.count / 2)))
        serving.terminate()
        #expect(waitUntil { serving.errors.contains("stopping") })
        try connection.send(Array(body.dropFirst(body.count / 2)))
        #expect(try connection.answer().status == 202)
        #expect(try serving.ending() == 0)

        let doctor = try home.run("doctor")
        #expect(doctor.isSound(on: place), "\(doctor.text)\(doctor.errors)")
        #expect(doctor.text.contains("3 records of 1 children"))
    }

    @Test(arguments: Place.here)
    func `an open stream does not keep it from ending`(_ place: Place) throws {
        let home = try Home(place)
        let serving = try home.serve()
        let stream = try AlertStream(serving)
        #expect(stream.waitForGreeting())
        #expect(try serving.stop() == 0)
        #expect(waitUntil { stream.isOver })
    }
}

@Suite(.waits) struct UsageTests {
    let scratch: Scratch
    var data: String { scratch.path("data") }

    init() throws { scratch = try Scratch() }

    @Test(arguments: [
        (["serve", "--prot", "1"], "--prot"), (["serve", "--port", "70000"], "--port"),
        (["serve", "--port"], "--port"), (["alerts", "--as-of", "2026-02-30"], "--as-of"),
        (["alerts", "--json=yes"], "--json"), (["publish"], "FILE"),
        (["simulate", "--years", "0"], "--years"), (["simulate", "--seed", "-1"], "--seed"),
        (["import", "cin"], "FILE"), (["report", "returns", "--dta", "x"], "--dta"),
        (["quarantine", "show"], "PLACE"), (["explain"], "CHILD"), (["doctor", "extra"], "extra"),
        (["srve"], "srve"),
    ])
    func `a line that is not understood ends with 2 and names what`(
        _ words: [String], _ named: String
    ) throws {
        let outcome = try Program.run(words)
        #expect(outcome.status == 2)
        #expect(outcome.errors.contains(named), "\(outcome.errors)")
        #expect(outcome.output.isEmpty)
    }

    @Test(arguments: [
        [], ["serve"], ["publish"], ["import"], ["import", "cin"], ["alerts"], ["explain"],
        ["report"], ["report", "returns"], ["quarantine"], ["quarantine", "list"],
        ["quarantine", "show"], ["doctor"], ["policy"], ["simulate"], ["bench"],
        ["bench", "latency"], ["bench", "catch-up"],
    ])
    func `every command has help`(_ words: [String]) throws {
        let outcome = try Program.run(words + ["--help"])
        #expect(outcome.status == 0)
        #expect(outcome.text.contains("Usage:") || outcome.text.contains("usage:"))
        #expect(outcome.errors.isEmpty)
    }

    @Test(arguments: [
        ["alerts"], ["report", "returns"], ["explain", "CH-1"], ["quarantine", "list"],
        ["quarantine", "show", "0:0"], ["doctor"],
    ])
    func `a report on a directory that is not there says so and makes nothing`(
        _ words: [String]
    ) throws {
        let outcome = try Program.run(words + ["--data", data])
        #expect(outcome.status == 1)
        #expect(outcome.errors.contains("no log in \(data)"), "\(outcome.errors)")
        #expect(outcome.errors.contains("Check"))
        #expect(outcome.output.isEmpty)
        #expect(!FileManager.default.fileExists(atPath: data))
    }
}
