@testable import CommandLineTool
import Testing

@Suite struct OutputTests {
    @Test func `a table aligns its columns, numbers right`() {
        var table = Table([.text("topic"), .number("records"), .text("note")])
        table.add(["contacts", "12", "first\nline"])
        table.add(["rëferrals", "1,234", ""])
        table.add(["x"])
        #expect(
            table.text == """
                topic      records  note
                contacts        12  first line
                rëferrals    1,234
                x

                """)
    }

    @Test(arguments: [
        (0, "0"), (999, "999"), (1_000, "1,000"), (-1_234_567, "-1,234,567"),
        (Int.min, "-9,223,372,036,854,775,808"),
    ])
    func `thousands are grouped`(number: Int, expected: String) {
        #expect(Quantity.grouped(number) == expected)
    }

    @Test(arguments: [
        (0.2, "0 s"), (45, "45 s"), (125, "2 min 5 s"), (120, "2 min"), (12_000, "3 h 20 min"),
        (176_460, "2 d 1 h"), (-5, "0 s"),
    ])
    func `a duration is said in its two largest units`(seconds: Double, expected: String) {
        #expect(Quantity.spoken(.seconds(seconds)) == expected)
    }

    @Test func `progress says how much, how fast and how much longer`() {
        #expect(
            ProgressBar.line(
                "Reading", unit: "events", done: 1_000, total: 2_000, elapsed: .seconds(2))
                == "Reading 50% [##########----------] 1,000 of 2,000 events, 500/s, 2 s left")
        #expect(
            ProgressBar.line("Reading", unit: "events", done: 0, total: 2, elapsed: .zero)
                == "Reading 0% [--------------------] 0 of 2 events")
        #expect(
            ProgressBar.line("Reading", unit: "events", done: 30, total: nil, elapsed: .seconds(1))
                == "Reading 30 events, 30/s")
        #expect(
            ProgressBar.line("Reading", unit: "events", done: 5, total: 4, elapsed: .seconds(1))
                == "Reading 100% [####################] 5 of 4 events, 5/s")
    }

    @Test func `progress is drawn ten times a second at most, and left when it is done`() {
        let recorder = Recorder()
        let start = ContinuousClock.now
        var bar = ProgressBar(
            "A", unit: "x", total: 4, console: recorder.console(isInteractive: true), at: start)
        bar.update(1, at: start + .seconds(1))
        bar.update(2, at: start + .milliseconds(1_050))
        bar.update(3, at: start + .milliseconds(1_100))
        bar.finish(4, at: start + .seconds(2))
        bar.update(4, at: start + .seconds(3))
        bar.finish(4, at: start + .seconds(3))
        let lines = recorder.error.split(separator: "\r\u{1B}[K")
        #expect(lines.count == 3 && lines[0].hasPrefix("A 25%") && lines[1].hasPrefix("A 75%"))
        #expect(lines.last?.hasSuffix("4 of 4 x, 2/s\n") == true && recorder.out.isEmpty)
    }

    @Test func `progress is silent where nobody watches`() {
        let recorder = Recorder()
        var bar = ProgressBar("A", unit: "x", total: 4, console: recorder.console())
        bar.update(1)
        bar.finish(4)
        #expect(recorder.error.isEmpty)
    }
}
