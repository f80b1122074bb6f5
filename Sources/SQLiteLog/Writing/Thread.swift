internal import EventLog
internal import Glibc

/// A thread of the log's own.
enum Thread {
    private final class Body: Sendable {
        let run: @Sendable () -> Void
        init(_ run: @escaping @Sendable () -> Void) { self.run = run }
    }

    /// Starts one that runs the body, and keeps what that holds until it has.
    static func start(_ body: @escaping @Sendable () -> Void) throws {
        let kept = Unmanaged.passRetained(Body(body))
        var thread = pthread_t()
        let code = pthread_create(
            &thread, nil,
            { body in
                guard let body else { return nil }
                Unmanaged<Body>.fromOpaque(body).takeRetainedValue().run()
                return nil
            }, kept.toOpaque())
        guard code == 0 else {
            kept.release()
            throw LogError.unavailable(
                "Could not start the log's thread: \(String(cString: strerror(code))).")
        }
        pthread_detach(thread)
    }
}
