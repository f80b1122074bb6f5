import CommandLineTool
import EventLog
import Quarantine

/// What `quarantine list` says, a partition after the other: the first lines stand there while the
/// rest is still being read, and memory holds no more than one partition’s lines.
struct QuarantineList {
    let log: any EventLog
    let console: Console
    /// Whether those are named too about which somebody has decided.
    let withDecided: Bool
    let after: QuarantinePlace?

    func printTable(limit: Int) throws {
        var table = Table([
            .text("place"), .text("from"), .text("status"), .number("tries"),
            .text("first failed"), .text("why"),
        ])
        let last = try walk(limit: limit) { table.add($0.cells) }
        console.print(table.text)
        sayMore(last)
    }

    /// One array, an object a line.
    func printJSON(limit: Int?) throws {
        var isFirst = true
        let last = try walk(limit: limit ?? .max) { row in
            console.print((isFirst ? "[" : ",") + (try JSONText.line(of: row)))
            isFirst = false
        }
        console.print(isFirst ? "[]" : "]")
        sayMore(last)
    }

    private func sayMore(_ last: QuarantinePlace?) {
        guard let last else { return }
        console.note("There are more: go on with --after \(last).")
    }

    /// - Returns: the last place that was named, where others are left out.
    private func walk(
        limit: Int, _ body: (QuarantineRow) throws -> Void
    ) throws -> QuarantinePlace? {
        let counts = try log.quarantineCounts().sorted { $0.key < $1.key }
            .filter { $0.key >= after?.partition ?? 0 }
        var bar = ProgressBar(
            "Reading quarantine", unit: "records", total: counts.reduce(0) { $0 + $1.value },
            console: console)
        var read = 0
        var named = 0
        var last: QuarantinePlace?
        for (number, count) in counts where count > 0 {
            let shelf = try QuarantineShelf(from: log, partitions: [number]) {
                bar.update(read + $0)
            }
            read += count
            for record in shelf.records where record.isWaiting || withDecided {
                if let after, record.place <= after { continue }
                if named == limit {
                    bar.finish(read)
                    return last
                }
                try body(QuarantineRow(record))
                named += 1
                last = record.place
            }
        }
        bar.finish(read)
        return nil
    }
}
