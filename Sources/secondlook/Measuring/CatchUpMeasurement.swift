import Engine
import EventLog
import Foundation

/// From a file of JSON lines to a complete board: every event read, checked, durable in the log,
/// folded and appraised, every alert published, and the view complete.
struct CatchUpMeasurement {
    let file: String
    let settings: Service.Settings

    struct Outcome {
        let events: Int
        let publishing: Double
        let complete: Double
        let children: Int
        let revisions: Int
        /// The most memory the process has had so far, in bytes.
        let memory: Int
    }

    /// - Returns: times in seconds from the start.
    func run() async throws -> Outcome {
        guard let handle = FileHandle(forReadingAtPath: file) else {
            throw Failure("The file \(file) cannot be read.")
        }
        let start = ContinuousClock.now
        let log = try settings.data.openLog()
        let outcome = try FilePublishing.publish(handle, to: Publishing(to: log))
        log.close()
        let publishing = (ContinuousClock.now - start) / .seconds(1)
        let service = try Service(settings)
        // A state is waited for, as whoever asks /readyz would: the figure is right to 5 ms.
        while !service.reasonsNotReady.isEmpty { try await Task.sleep(for: .milliseconds(5)) }
        let complete = (ContinuousClock.now - start) / .seconds(1)
        let status = service.engineStatus
        await service.shutdown()
        var usage = rusage()
        getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
        return Outcome(
            events: outcome.accepted, publishing: publishing, complete: complete,
            children: status.children, revisions: status.revisions, memory: usage.ru_maxrss * 1_024)
    }
}
