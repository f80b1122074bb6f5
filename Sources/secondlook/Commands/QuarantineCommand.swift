import CommandLineTool
import EventLog
import Foundation
import Quarantine

/// `secondlook quarantine`: what could not be read, and what became of it.
enum QuarantineCommand {
    static let command = Command(
        "quarantine", summary: "See to the records that could not be read.",
        discussion: """
            Nothing is ever deleted: what you decide is appended to the quarantine topic, with your \
            name, the time and your reason.
            """,
        subcommands: [list, show, replay, discard])

    private static let data = CommonOptions.data
    private static let json = CommonOptions.json
    private static let all = Option(
        flag: "all", help: "Those too about which somebody has decided already.")
    private static let place = Argument(
        "PLACE", .quarantinePlace, help: "As list names it: PARTITION:OFFSET.")

    private static let after = Option(
        "after", .quarantinePlace, placeholder: "PLACE",
        help: "Begin behind this place: the next page of a long list.")
    private static let limit = Option(
        "limit", .number(in: 1...1_000_000, example: 100), placeholder: "NUMBER",
        help: "Name at most as many. Default: 1,000 in a table, all with --json.")

    private static let list = Command(
        "list", summary: "Name each record, where it came from and why it could not be read.",
        options: [data, all, json, after, limit] + KafkaOptions.all,
        run: { line in
            let log = try line.openLogToRead(in: CommonOptions.data)
            defer { log.close() }
            let list = QuarantineList(
                log: log, console: line.console, withDecided: line[all], after: line[after])
            if line[json] {
                try list.printJSON(limit: line[limit])
            } else {
                try list.printTable(limit: line[limit] ?? 1_000)
            }
        })

    private static let show = Command(
        "show", summary: "Write one record’s bytes, as they came, to the output.",
        discussion: """
            With --json, its key and headers too, and what was decided about it. Key and value are \
            those of the publisher: they may say who a child is.
            """,
        options: [data, json] + KafkaOptions.all, arguments: [place],
        run: { line in
            let log = try line.openLogToRead(in: CommonOptions.data)
            defer { log.close() }
            let shelf = try QuarantineShelf(from: log, partitions: [line[place].partition])
            let record = try shelf.required(line[place])
            try log.readQuarantined([record.place]) { bytes in
                if line[json] {
                    line.console.print(try JSONText.of(QuarantineWhole(record, bytes)))
                } else {
                    FileHandle.standardOutput.write(Data(bytes.value ?? []))
                }
            }
        })

    private static let everything = Option(
        flag: "all", help: "Every record that waits and was not tried too often.")
    private static let attempts = Option(
        "attempts", .number(in: 1...1_000, example: 3), default: 3, placeholder: "NUMBER",
        help: "Replay nothing that was tried as often as this.")
    private static let reason = Option(
        "reason", Reading<String>.text, placeholder: "TEXT",
        help: "Why; it is kept for good, so without a name or an identifier of a child.")
    private static let by = Option(
        "by", Reading<String>.text, placeholder: "NAME",
        help: "Who decides. Default: who is logged in.")
    private static let places = Argument(
        repeated: "PLACE", .quarantinePlace, help: "As list names it: PARTITION:OFFSET.")

    private static let replay = Command(
        "replay", summary: "Put records back on the topics they came from.",
        discussion: """
            Bytes, key and headers go back as they were. Do it once what could not read them was \
            mended; a record that fails again comes back here, with one try more.
            """,
        options: [data, everything, attempts, reason, by] + KafkaOptions.all, arguments: [places],
        run: { line in
            if line[places].isEmpty, !line[everything] {
                throw UsageError("say which: places as list names them, or --all.")
            }
            let chosen = line[everything] ? nil : line[places]
            let desk = try QuarantineDesk(
                line, on: chosen, by: line[by],
                because: line[reason] ?? "what could not read it was mended")
            defer { desk.close() }
            try desk.replay(chosen, cap: line[attempts])
        })

    private static let discarded = Argument(
        repeated: "PLACE", atLeast: 1, .quarantinePlace,
        help: "As list names it: PARTITION:OFFSET.")

    private static let discard = Command(
        "discard", summary: "Put on record that records will not be read, and why.",
        discussion: "They stay in quarantine, byte for byte; list no longer names them.",
        options: [data, reason, by] + KafkaOptions.all,
        arguments: [discarded],
        run: { line in
            guard let why = line[reason], !why.allSatisfy(\.isWhitespace) else {
                throw UsageError("--reason is missing: say why, for whoever asks later.")
            }
            let desk = try QuarantineDesk(
                line, on: line[discarded], by: line[by], because: why)
            defer { desk.close() }
            try desk.discard(line[discarded])
        })
}

extension Reading<QuarantinePlace> {
    /// A place in quarantine.
    static var quarantinePlace: Reading {
        Reading("a place, such as 7:12") { QuarantinePlace($0) }
    }
}
