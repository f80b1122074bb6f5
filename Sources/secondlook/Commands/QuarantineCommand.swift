import CommandLineTool
import Contract
import EventLog
import Foundation

/// `secondlook quarantine`: what could not be read.
enum QuarantineCommand {
    static let command = Command(
        "quarantine", summary: "Look at the records that could not be read.",
        subcommands: [list, show])

    private static let data = CommonOptions.data
    private static let json = CommonOptions.json
    private static let place = Argument(
        "PLACE", Reading<String>.text, help: "As list names it: PARTITION:OFFSET.")

    private static let list = Command(
        "list", summary: "Name each record, where it came from and why it could not be read.",
        options: [data, json],
        run: { line in
            let entries = try entries(line)
            if line[json] { return line.console.print(try JSONText.of(entries)) }
            var table = Table([.text("place"), .text("from"), .text("why")])
            for entry in entries { table.add([entry.place, entry.origin, entry.reason]) }
            line.console.print(table.text)
        })

    private static let show = Command(
        "show", summary: "Write one record’s bytes, as they came, to the output.",
        options: [data], arguments: [place],
        run: { line in
            guard let entry = try entries(line).first(where: { $0.place == line[place] }) else {
                throw Failure("Nothing at \(line[place]). See secondlook quarantine list.")
            }
            FileHandle.standardOutput.write(Data(entry.bytes))
        })

    private static func entries(_ line: Invocation) throws -> [Entry] {
        let log = try DataDirectory(path: line[data]).openExistingLog()
        defer { log.close() }
        let extent = try log.extent(of: [Contract.quarantine])
        let total = extent.values.reduce(0) { $0 + $1.count }
        let reader = try log.reader(from: extent.mapValues(\.lowerBound))
        var entries: [Entry] = []
        while entries.count < total {
            entries += try reader.next(atMost: 1_000, waiting: .seconds(1)).map(Entry.init)
        }
        return entries
    }

    /// A record in quarantine.
    private struct Entry: Encodable {
        let place: String
        let origin: String
        let reason: String
        let field: String
        let attempts: Int
        let size: Int
        let bytes: [UInt8]

        enum CodingKeys: CodingKey { case place, origin, reason, field, attempts, size }

        init(_ record: Record) {
            func text(_ name: String) -> String {
                record.header(name).map { String(decoding: $0, as: UTF8.self) } ?? ""
            }
            place = "\(record.position.partition.number):\(record.position.offset)"
            origin =
                "\(text("quarantine.topic"))/\(text("quarantine.partition"))"
                + ":\(text("quarantine.offset"))"
            reason = text("quarantine.reason")
            field = text("quarantine.field")
            attempts = Int(text("quarantine.attempts")) ?? 0
            bytes = record.value ?? []
            size = bytes.count
        }
    }
}
