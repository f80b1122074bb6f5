import Foundation
import Synchronization

/// Work that goes on in a thread of its own while the test does something else.
public final class OtherThread<Value: Sendable>: Sendable {
    private let outcome = Mutex<Result<Value, any Error>?>(nil)
    private let isDone = DispatchSemaphore(value: 0)

    public init(_ body: @escaping @Sendable () throws -> Value) {
        Thread.detachNewThread { [self] in
            let result = Result { try body() }
            outcome.withLock { $0 = result }
            isDone.signal()
        }
    }

    /// Waits until the work has ended.
    public func value() throws -> Value {
        guard isDone.wait(timeout: .now() + 30) == .success else { throw Overdue() }
        isDone.signal()
        guard let result = outcome.withLock({ $0 }) else { throw Overdue() }
        return try result.get()
    }

    public struct Overdue: Error {}
}
