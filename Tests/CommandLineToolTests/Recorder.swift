import CommandLineTool
import Synchronization

/// Keeps what a command writes.
final class Recorder: Sendable {
    private let texts = Mutex((out: "", error: ""))

    var out: String { texts.withLock { $0.out } }
    var error: String { texts.withLock { $0.error } }

    func console(width: Int = 80, isInteractive: Bool = false) -> Console {
        Console(
            width: width, isInteractive: isInteractive,
            out: { text in self.texts.withLock { $0.out += text } },
            error: { text in self.texts.withLock { $0.error += text } })
    }
}

enum Level: String, CaseIterable { case quiet, normal, loud }

/// A small program with everything that a declaration can have.
enum Kitchen {
    static let port = Option(
        "port", short: "p", .number(in: 0...65_535), default: 8_080, placeholder: "NUMBER",
        help: "Listen on this port.")
    static let config = Option(
        "config", short: "c", .path, placeholder: "FILE", help: "Read the policy from this file.")
    static let topics = Option(
        repeated: "topic", short: "t", .text, placeholder: "NAME", help: "Follow this topic.")
    static let level = Option("level", .oneOf, default: Level.normal, help: "How much to say.")
    static let verbose = Option(flag: "verbose", short: "v", help: "Say more.")
    static let ratio = Option("ratio", .decimal(in: 0...1), help: "A share.")
    static let file = Argument("FILE", .path, help: "The file to read.")
    static let more = Argument(repeated: "MORE", .number(in: 1...9), help: "Digits.")
    static let place = Argument(optional: "PLACE", .text, help: "Where.")

    static let serve = Command(
        "serve", summary: "Answers requests until it is stopped.",
        options: [port, config, topics, level, ratio], arguments: [place]
    ) { invocation in
        let place = invocation[Kitchen.place] ?? "nowhere"
        invocation.console.print(
            """
            \(invocation[port]) \(invocation[config] ?? "none") \(invocation[topics]) \
            \(invocation[level]) \(invocation[verbose]) \(place)
            """)
    }

    static let read = Command(
        "read", summary: "Reads files.", arguments: [file, more]
    ) { invocation in
        switch invocation[file] {
        case "broken": throw Broken()
        case "wrong": throw UsageError("FILE and --config do not go together.")
        case "code": throw ExitCode(rawValue: 7)
        default: invocation.console.print("\(invocation[file]) \(invocation[more])")
        }
    }

    struct Broken: Error, CustomStringConvertible { let description = "the file is broken." }

    static let program = Command(
        "kitchen", summary: "Cooks.", version: "kitchen 1.2", options: [verbose],
        subcommands: [serve, read, Command("log", summary: "Logs.", subcommands: [read])])
}
