import CommandLineTool
import EventLog
import Foundation
import PolicyFiles

/// `secondlook doctor`: is everything as it should be?
enum DoctorCommand {
    private static let data = CommonOptions.data
    private static let policy = CommonOptions.policy

    static let command = Command(
        "doctor", summary: "Look for what should not be, in the log and on this machine.",
        discussion: "Ends with status 1 where it finds something wrong. It changes nothing.",
        options: [data, policy] + KafkaOptions.all, run: { try run($0) })

    private static func run(_ line: Invocation) throws {
        let log = try line.openLogToRead(in: data)
        defer { log.close() }
        let doctor = Doctor(
            log: log, policy: try line.policyFile(policy).policy, clock: WallClock.now,
            group: EngineHost.group)
        // An engine at work is a moment behind; a fault that goes away by itself is none.
        var diagnosis = try doctor.examine()
        for _ in 0..<5 where !diagnosis.faults.isEmpty {
            Thread.sleep(forTimeInterval: 0.4)
            diagnosis = try doctor.examine()
        }
        diagnosis.notes.append(openFiles)
        diagnosis.notes.forEach(line.console.print)
        guard diagnosis.faults.isEmpty else {
            diagnosis.faults.forEach { line.console.print("Fault: \($0)") }
            throw Failure("Faults found: \(diagnosis.faults.count).")
        }
        line.console.print("Nothing wrong found.")
    }

    private static var openFiles: String {
        var limit = rlimit()
        getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
        return "This process may open \(limit.rlim_cur) files; "
            + "the server keeps its connections below that."
    }
}
