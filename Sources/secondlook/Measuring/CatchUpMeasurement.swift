import Engine
import EventLog
import Foundation

/// From a file of JSON lines to a complete board: every event read, checked, durable in the log,
/// folded and appraised, every alert published, and the view complete.
struct CatchUpMeasurement {
    let file: String
    let settings: Service.Settings

    /// From the start of the service to a complete board.
    struct Outcome {
        let seconds: Double
        let children: Int
        /// The most memory the process has had so far, in bytes.
        let memory: Int
    }

    /// Publishes the file; the figure is the time until all of it is durable.
    func publish() throws -> (events: Int, seconds: Double) {
        guard let handle = FileHandle(forReadingAtPath: file) else {
            throw Failure("The file \(file) cannot be read.")
        }
        let start = ContinuousClock.now
        let log = try settings.data.openLog()
        defer { log.close() }
        let outcome = try FilePublishing.publish(handle, to: Publishing(to: log))
        return (outcome.accepted, (ContinuousClock.now - start) / .seconds(1))
    }

    /// Starts the service on what is published.
    func complete() async throws -> Outcome {
        let start = ContinuousClock.now
        let service = try Service(settings)
        // A state is waited for, as whoever asks /readyz would: the figure is right to 5 ms.
        while !service.reasonsNotReady.isEmpty { try await Task.sleep(for: .milliseconds(5)) }
        let seconds = (ContinuousClock.now - start) / .seconds(1)
        let status = service.engineStatus
        await service.shutdown()
        var usage = rusage()
        getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
        return Outcome(
            seconds: seconds, children: status.children, memory: usage.ru_maxrss * 1_024)
    }
}
