import CommandLineTool
import Digests
import EventLog
import Foundation
import PolicyFiles
import Timekeeping

/// `secondlook doctor`: is everything as it should be?
enum DoctorCommand {
    private static let data = CommonOptions.data
    private static let policy = CommonOptions.policy

    static let command = Command(
        "doctor", summary: "Look for what should not be, in the log and on this machine.",
        discussion: "Ends with status 1 where it finds something wrong. It changes no record.",
        options: [data, policy] + KafkaOptions.all, run: { try run($0) })

    private static func run(_ line: Invocation) throws {
        let directory = DataDirectory(path: line[data])
        let isEmbedded = try line.kafka() == nil
        let lock = isEmbedded ? directory.lockFault : nil
        let log = try line.openLogToRead(in: data)
        defer { log.close() }
        let timekeeper = Timekeeper(
            note: ClockNote(at: directory.clockNote))
        let doctor = Doctor(
            log: log, policy: try line.policyFile(policy).policy, timekeeper: timekeeper,
            group: EngineHost.group,
            digest: digest(line, of: directory, isEmbedded: isEmbedded))
        // An engine at work is a moment behind; a fault that goes away by itself is none.
        var diagnosis = try doctor.examine()
        for _ in 0..<5 where !diagnosis.faults.isEmpty {
            Thread.sleep(forTimeInterval: 0.4)
            diagnosis = try doctor.examine()
        }
        diagnosis.faults += [
            lock,
            // A board on Kafka keeps its key in a directory that the line has to name.
            isEmbedded || line.isGiven(data) ? directory.keyFault : nil,
        ].compactMap(\.self)
        diagnosis.notes.append(openFiles)
        diagnosis.notes.forEach(line.console.print)
        diagnosis.doubts.forEach { line.console.print("To look at: \($0)") }
        guard diagnosis.faults.isEmpty else {
            diagnosis.faults.forEach { line.console.print("Fault: \($0)") }
            throw Failure("Faults found: \(diagnosis.faults.count).")
        }
        line.console.print(
            diagnosis.doubts.isEmpty
                ? "Nothing wrong found."
                : "No fault of the log or the alerts found; \(diagnosis.doubts.count) "
                    + "\(diagnosis.doubts.count == 1 ? "thing" : "things") to look at, above.")
    }

    /// The digest under which the board shows children. Where no board has shown them yet, its key is
    /// made now, so that children can be named; a key that is lost is not.
    private static func digest(
        _ line: Invocation, of directory: DataDirectory, isEmbedded: Bool
    ) -> KeyedDigest? {
        // A board on Kafka keeps its key in a directory that the line has to name.
        isEmbedded || line.isGiven(data) ? try? directory.keyedDigest() : nil
    }

    private static var openFiles: String {
        var limit = rlimit()
        getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
        return "This process may open \(limit.rlim_cur) files; "
            + "the server keeps its connections below that."
    }
}
