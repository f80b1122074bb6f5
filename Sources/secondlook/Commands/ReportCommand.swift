import Caseloads
import Casework
import CommandLineTool
import EventLog
import PolicyFiles

/// `secondlook report`: figures over all children.
enum ReportCommand {
    static let command = Command(
        "report", summary: "Figures over all children.", subcommands: [returns])

    private static let data = CommonOptions.data
    private static let policy = CommonOptions.policy
    private static let asOf = CommonOptions.asOf
    private static let json = CommonOptions.json

    private static let returns = Command(
        "returns", summary: "How often children come back, on both clocks.",
        discussion: """
            A re-referral counts from referral to referral, as the official statistics do; a \
            return counts from closing to referral. A child's further referrals on one day are \
            duplicates and counted apart.
            """,
        options: [data, asOf, policy, json] + KafkaOptions.all, run: { try run($0) })

    private static func run(_ line: Invocation) throws {
        let log = try line.openLogToRead(in: data)
        defer { log.close() }
        var bar: ProgressBar?
        let caseload = try Caseload(from: log) { read, total in
            bar =
                bar
                ?? ProgressBar("Reading", unit: "records", total: total, console: line.console)
            bar?.update(read)
        }
        let report = ReturnsReport(
            caseload.chronologies.values, at: line.moment(asOf),
            clocks: try line.policyFile(policy).policy.clocks)
        let figures = ReturnsFigures(report)
        line.console.print(try line[json] ? JSONText.of(figures) : figures.text)
    }
}
