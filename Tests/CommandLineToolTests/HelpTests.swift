@testable import CommandLineTool
import Testing

@Suite struct HelpTests {
    private func show(_ words: [String], width: Int = 80) async -> String {
        let recorder = Recorder()
        #expect(
            await Kitchen.program.run(words, console: recorder.console(width: width)) == .success)
        #expect(recorder.error.isEmpty)
        return recorder.out
    }

    @Test func `the topmost help lists the commands`() async {
        #expect(
            await show(["--help"]) == """
                Usage: kitchen [OPTIONS] COMMAND

                Cooks.

                Commands:
                  serve  Answers requests until it is stopped.
                  read   Reads files.
                  log    Logs.

                Options:
                  -v, --verbose  Say more.
                  -h, --help     Show this help.
                      --version  Show the version.

                """)
    }

    @Test func `a command's help lists its arguments and its options`() async {
        #expect(
            await show(["serve", "-h"]) == """
                Usage: kitchen serve [OPTIONS] [PLACE]

                Answers requests until it is stopped.

                Arguments:
                  PLACE  Where.

                Options:
                  -p, --port NUMBER  Listen on this port. Default: 8080.
                  -c, --config FILE  Read the policy from this file.
                  -t, --topic NAME   Follow this topic. Can be repeated.
                      --level VALUE  How much to say. Default: normal.
                      --ratio VALUE  A share.
                  -v, --verbose      Say more.
                  -h, --help         Show this help.
                      --version      Show the version.

                """)
        #expect(
            await show(["log", "read", "--help"]).hasPrefix(
                "Usage: kitchen log read [OPTIONS] FILE [MORE...]"))
    }

    @Test func `help comes before any complaint about what follows`() async {
        #expect(await show(["serve", "--help", "--port", "x"]).hasPrefix("Usage: kitchen serve"))
    }

    @Test func `the version is shown at every level`() async {
        #expect(await show(["--version"]) == "kitchen 1.2\n")
        #expect(await show(["serve", "--version"]) == "kitchen 1.2\n")
    }

    @Test(arguments: [20, 80, 90, 300])
    func `no line is longer than the terminal, between 80 and 100`(width: Int) {
        let words = Array(repeating: "something", count: 60).joined(separator: " ")
        let command = Command(
            "a", summary: words, discussion: "\(words)\n\n\(words)",
            options: [Option("an-option-with-a-very-long-name", .text, default: "x", help: words)])
        let text = Help([command]).text(width: width)
        let longest = text.split(separator: "\n").map(\.count).max() ?? 0
        let limit = min(100, max(80, width))
        #expect(longest <= limit && longest > limit - 12)
        #expect(!text.contains(" \n"))
    }
}
