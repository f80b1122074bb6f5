import Caseloads
import Casework
import CommandLineTool
import EventLog
import PolicyFiles

/// `secondlook explain`: one child's story, and every point of the score.
enum ExplainCommand {
    private static let child = Argument(
        "CHILD", Reading<String>.text, help: "The child’s identifier, as in data.childId.")
    private static let data = CommonOptions.data
    private static let policy = CommonOptions.policy
    private static let asOf = CommonOptions.asOf

    static let command = Command(
        "explain", summary: "Tell one child’s story and where each point of the score comes from.",
        options: [data, asOf, policy] + KafkaOptions.all, arguments: [child], run: { try run($0) })

    private static func run(_ line: Invocation) throws {
        let log = try line.openLogToRead(in: data)
        defer { log.close() }
        guard let chronology = try Caseload(from: log).chronologies[ChildID(line[child])] else {
            throw Failure(
                "No record of that child. Is the identifier spelt as the systems spell it?")
        }
        let policy = try line.policyFile(policy).policy
        let appraisal = Appraisal(of: chronology, at: line.moment(asOf), under: policy)
        Explanation(chronology, appraisal, policy).lines.forEach(line.console.print)
    }
}

/// An appraisal in plain lines.
struct Explanation {
    let lines: [String]

    init(_ chronology: Chronology, _ appraisal: Appraisal, _ policy: Policy) {
        let story = appraisal.story
        var lines = ["What happened"]
        lines += story.contacts.map {
            "  \($0.receivedAt.day)  contact from \($0.source.body.rawValue): "
                + ($0.outcome?.words ?? "undecided")
        }
        lines += story.episodes.map { episode in
            "  \(episode.openedOn)  referral from \(list(episode.bodies.map(\.rawValue))), "
                + (episode.ending.map { "closed \($0.day): \($0.words)" } ?? "open")
                + (episode.duplicates.isEmpty
                    ? "" : "; \(episode.duplicates.count + 1) referrals on that day")
        }
        lines += story.loops.map { loop in
            "  \(loop.next.openedOn)  loop \(loop.number): back \(loop.gapDays) days after closing "
                + "(\(loop.closing)), from \(loop.sources.before.body.rawValue) to "
                + loop.sources.after.body.rawValue
        }
        lines += story.turns.filter { $0.falseLoop != nil || !$0.isReturn }.map { turn in
            "  \(turn.next.openedOn)  back"
                + (turn.gapDays.map { " \($0) days after closing" } ?? "")
                + (turn.isReReferral ? ", a re-referral" : "")
                + (turn.falseLoop.map { ", no real loop: \($0.rawValue)" } ?? "")
        }
        lines += ["", "Score \(appraisal.score.total), \(appraisal.band.name)"]
        lines += appraisal.score.parts.map { part in
            "  \(String(repeating: " ", count: max(0, 3 - "\(part.points)".count)))\(part.points)  "
                + "\(part.contribution.reason) (\(part.contribution.since)); "
                + "\(part.contribution.fading.words); "
                + part.contribution.evidence.map { "\($0.kind.rawValue) \($0.id.text)" }
                .joined(separator: ", ")
        }
        lines += ["", appraisal.findings.isEmpty ? "Nothing stands." : "What stands"]
        lines += appraisal.findings.map {
            "  \($0.rule) (\($0.severity.rawValue)): " + $0.reasons.joined(separator: " ")
        }
        lines.append("")
        lines.append(
            appraisal.validUntil.map { "True until \($0) if nothing new is recorded." }
                ?? "True until something new is recorded.")
        if chronology.clashes > 0 {
            lines.append("\(chronology.clashes) records clash: two systems, or twice at one time.")
        }
        lines.append("Policy \(policy.version), digest \(policy.digest.prefix(8)).")
        self.lines = lines
    }
}
