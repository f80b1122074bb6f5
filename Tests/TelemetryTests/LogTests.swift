@testable import Telemetry
import Synchronization
import Testing

@Suite struct LogTests {
    private final class Paper: Sendable {
        private let lines = Mutex<[String]>([])
        var text: [String] { lines.withLock { $0 } }
        func write(_ line: String) { lines.withLock { $0.append(line) } }
    }

    @Test func `a line is its time, level, message and fields`() {
        let paper = Paper()
        let log = Log(time: { "T" }, to: paper.write)
        log(.info, "the log was opened", ["partitions": 4, "took": .init(.milliseconds(1_500))])
        log(.error, "closed", ["clean": false, "share": 0.5, "topic": "contacts", "n": .init(7)])
        #expect(
            paper.text == [
                "time=T level=info message=\"the log was opened\" partitions=4 took=1.500000s\n",
                "time=T level=error message=closed clean=false share=0.5 topic=contacts n=7\n",
            ])
    }

    @Test func `lines below the level are not written`() {
        let paper = Paper()
        let log = Log(from: .warning, time: { nil }, to: paper.write)
        for level in LogLevel.allCases { log(level, "x") }
        #expect(paper.text == ["level=warning message=x\n", "level=error message=x\n"])
    }

    @Test(arguments: [
        ("", #""""#), ("a b", #""a b""#), ("a=b", #""a=b""#), ("a\"b", #""a\"b""#),
        ("a\\b", #""a\\b""#), ("a\nlevel=error", #""a\nlevel=error""#), ("\r\n\t", #""\r\n\t""#),
        ("\u{1B}[31m", #""\u001b[31m""#), ("a\u{2028}b", #""a\u2028b""#), ("é👩‍👧", "é👩‍👧"),
        ("a\u{202E}b", #""a\u202eb""#), ("\0", #""\u0000""#), ("x\r\n", #""x\r\n""#),
    ])
    func `a value cannot bring a pair or a line`(value: String, expected: String) {
        let line = LogLine(.info, "m", [.init(key: "k", value: .init(value))])
        #expect(line.text() == "level=info message=m k=\(expected)")
    }

    @Test func `a key is one word`() {
        let line = LogLine(
            .info, "m", [.init(key: "a b=\n\"c", value: 1), .init(key: "", value: 2)])
        #expect(line.text() == "level=info message=m a_b___c=1 _=2")
    }

    @Test(arguments: [
        (0, 0, "1970-01-01T00:00:00.000Z"), (1_772_355_600, 7, "2026-03-01T09:00:00.007Z"),
        (951_782_400, 999, "2000-02-29T00:00:00.999Z"),
    ])
    func `the time is UTC to the millisecond`(seconds: Int, milliseconds: Int, expected: String) {
        #expect(Log.utc(seconds: seconds, milliseconds: milliseconds) == expected)
    }

    @Test(arguments: [
        (Duration.zero, "0.000000s"), (.microseconds(-1_500_000), "-1.500000s"),
        (.nanoseconds(1_499), "0.000001s"),
    ])
    func `a duration is in seconds`(duration: Duration, expected: String) {
        #expect(LogValue(duration) == LogValue(expected))
    }

    @Test func `lines of many threads do not mix`() async {
        let paper = Paper()
        let log = Log(time: { nil }, to: paper.write)
        await withTaskGroup { group in
            for number in 0..<8 {
                group.addTask { for _ in 0..<100 { log(.info, "x", ["n": .init(number)]) } }
            }
        }
        #expect(paper.text.count == 800)
        #expect(Set(paper.text).count == 8)
    }
}
