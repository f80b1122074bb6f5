import Casework
import CommandLineTool
import EventLog
import Events
import Foundation

/// `secondlook import`: what other systems export.
enum ImportCommand {
    static let command = Command(
        "import", summary: "Import records that another system has exported.",
        subcommands: [cin])

    private static let files = Argument(
        repeated: "FILE", atLeast: 1, Reading<String>.path, help: "A return in XML.")
    private static let data = CommonOptions.data
    private static let correcting = Option(
        "correcting", Reading<String>.path, placeholder: "FILE",
        help:
            "The return that this one corrects, of an earlier DateTime: records that it no longer "
            + "has are taken back.")
    private static let strict = Option(
        flag: "strict", help: "End with status 1 where anything was left out, were it one value.")

    private static let cin = Command(
        "cin", summary: "Import children in need census returns, 2017 to 2026.",
        discussion: """
            Importing a return twice changes nothing, and importing a corrected one amends. So does \
            a return of a later year, whichever is imported first: what it shows open is open. What \
            can be meant in one way only is read, and what was done is named with its line; what \
            cannot costs only the value, the closing, the episode or the child it stands in. Sex, \
            ethnicity, disability and dates of birth are never read.

            Ends with status 1 where a return was refused or breaks off or nothing in it could be \
            imported, and with --strict also where anything in it was left out.
            """,
        options: [data, correcting, strict] + KafkaOptions.all, arguments: [files],
        run: { try run($0) })

    private static func run(_ line: Invocation) throws {
        let log = try line.openLog(in: data)
        defer { log.close() }
        var failed = 0
        var incomplete = 0
        for path in line[files] {
            do {
                incomplete += try importReturn(path, into: try ReturnImport(log: log), line)
            } catch let refusal as CINRefusal {
                failed += 1
                line.console.note("\(path): \(refusal.description)")
            }
        }
        guard failed == 0 else {
            throw Failure("Of \(line[files].count) returns, \(failed) refused.")
        }
        guard incomplete == 0 else {
            throw Failure("Something was left out; mend what is named above and import again.")
        }
    }

    /// - Returns: 1 where the return was not taken whole and that counts as a failure, else 0.
    private static func importReturn(
        _ path: String, into cin: ReturnImport, _ line: Invocation
    ) throws -> Int {
        let size = try? FileManager.default.attributesOfItem(atPath: path)[.size] as? Int
        var bar = ProgressBar("Importing", unit: "bytes", total: size, console: line.console)
        let summary = try cin.read(
            path, correcting: line[correcting], progress: { bar.update($0) },
            problem: { line.console.note("\(path): \($0.description)") })
        bar.finish(size ?? 0)
        let problems =
            summary.problems == 0
            ? "."
            : summary.problems == 1
                ? "; one problem, named above."
                : "; \(summary.problems) problems, named above."
        line.console.print(
            "\(path): of \(summary.children) children, \(summary.referrals) referrals and "
                + "\(summary.closures) closures imported: \(cin.changes.words)\(problems)")
        let left =
            summary.childrenLeftOut + summary.episodesLeftOut + summary.closingsLeftOut
            + summary.valuesLeftOut
        if left > 0 {
            line.console.print(
                "\(path): left out: \(summary.childrenLeftOut) children, "
                    + "\(summary.episodesLeftOut) episodes, \(summary.closingsLeftOut) closings, "
                    + "\(summary.valuesLeftOut) values.")
        }
        if cin.changes.isFromFuture {
            line.console.note(
                "\(path): its header says that it was made in the future; it counts as made now.")
        }
        guard summary.referrals > 0 else {
            line.console.note(
                "\(path): nothing was imported; there is no referral in it that could be read.")
            return 1
        }
        return summary.isComplete && (left == 0 || !line[strict]) ? 0 : 1
    }
}

extension ReturnImport.Changes {
    /// What changed, in numbers of records.
    fileprivate var words: String {
        "\(new) new, \(amended) amended, \(unchanged) unchanged"
            + (takenBack > 0 ? ", \(takenBack) taken back" : "")
    }
}
