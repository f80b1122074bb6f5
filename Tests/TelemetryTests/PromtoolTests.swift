import Foundation
import Telemetry
import Testing

/// Prometheus's own checker, where it is installed.
private let promtool = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
    .map { "\($0)/promtool" }.first { FileManager.default.isExecutableFile(atPath: $0) }

@Suite(.enabled(if: promtool != nil, "promtool is not on PATH"))
struct PromtoolTests {
    private func check(_ text: String) throws -> (status: Int32, complaints: String) {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: try #require(promtool))
        process.arguments = ["check", "metrics"]
        let (input, errors) = (Pipe(), Pipe())
        process.standardInput = input
        process.standardError = errors
        try process.run()
        input.fileHandleForWriting.write(Data(text.utf8))
        try input.fileHandleForWriting.close()
        let complaints = errors.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return (process.terminationStatus, String(decoding: complaints, as: UTF8.self))
    }

    @Test func `Prometheus reads the exposition and has nothing to say`() throws {
        let metrics = Metrics()
        let records = metrics.counter("secondlook_records_total", "Records read.", labels: "topic")
        records("contacts").add(3)
        records("a \"b\" \\ \n é").add()
        metrics.gauge("secondlook_open_streams", "Open \\ pages,\nnow.").set(-1.5e-7)
        let took = metrics.histogram(
            "secondlook_request_duration_seconds", "Time to an answer.", labels: "class")
        took("2xx").observe(.milliseconds(3))
        took("5xx").observe(100)
        let result = try check(metrics.text)
        #expect(result.status == 0 && result.complaints.isEmpty, "\(result.complaints)")
    }

    @Test func `the checker does complain of what is wrong`() throws {
        #expect(try check("a{b=\"c} 1\n").status != 0)
    }
}
