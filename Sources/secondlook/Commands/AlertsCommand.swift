import Caseloads
import Casework
import CommandLineTool
import EventLog
import Events
import PolicyFiles
import SQLiteLog

/// `secondlook alerts`: what stands.
enum AlertsCommand {
    private static let data = CommonOptions.data
    private static let policy = CommonOptions.policy
    private static let asOf = CommonOptions.asOf
    private static let json = CommonOptions.json

    static let command = Command(
        "alerts", summary: "List the alerts that stand.",
        discussion: """
            With --as-of, what should stand at that moment is worked out from the records, each \
            alert as its first revision: the same records give the same bytes, whatever way they \
            came. Without it, what the alerts topic says is listed, with its revisions.
            """,
        options: [data, asOf, policy, json] + KafkaOptions.all, run: { try run($0) })

    private static func run(_ line: Invocation) throws {
        let log = try line.openLogToRead(in: data)
        defer { log.close() }
        let alerts: [Alert]
        if line.isGiven(asOf) {
            alerts = try Caseload(from: log)
                .alerts(at: line.moment(asOf), under: try line.policyFile(policy).policy)
        } else {
            try requireSoundRecords(log)
            alerts = try PublishedAlerts(from: log).standing
                .sorted { ($0.childID, $0.rule, $0.id) < ($1.childID, $1.rule, $1.id) }
        }
        guard !line[json] else {
            let rows = alerts.map { String(decoding: AlertEncoder.encode($0), as: UTF8.self) }
            return line.console.print(
                rows.isEmpty ? "[]" : "[\n" + rows.joined(separator: ",\n") + "\n]")
        }
        var table = Table([
            .text("child"), .text("rule"), .text("severity"), .number("score"), .text("raised"),
            .text("why"),
        ])
        for alert in alerts {
            table.add([
                alert.childID.text, alert.rule, alert.severity.rawValue, "\(alert.score)",
                alert.raisedAt.day.description, alert.reasons.first ?? "",
            ])
        }
        line.console.print(table.text)
        line.console.note(alerts.count == 1 ? "1 alert stands." : "\(alerts.count) alerts stand.")
        if !line.isGiven(asOf) {
            let group = EngineHost.group
            let sighting = try LogSighting(of: log, group: group)
            for reason in try Doctor.incompleteness(of: log, sighting, group) {
                line.console.note("Not complete: \(reason)")
            }
        }
        let waiting = try Doctor.recordsWaiting(in: log, for: EngineHost.group)
        guard !line.isGiven(asOf), waiting > 0 else { return }
        line.console.note(
            "\(waiting) records wait for an engine: start secondlook serve, or look with --as-of.")
    }

    /// What stands was worked out from the records: the list is worth as much as they are.
    private static func requireSoundRecords(_ log: any EventLog) throws {
        let faults = try (log as? SQLiteLog)?.examine().faults ?? log.faults
        guard !faults.isEmpty else { return }
        throw Failure(
            "What stands cannot be relied on, since the records are not all sound. "
                + faults.map(\.description).joined(separator: " "))
    }
}
