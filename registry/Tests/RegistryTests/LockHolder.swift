import Dispatch
import Foundation
import SQLite

/// Another program that is writing to a database and does not come to an end, on a thread of its
/// own.
final class LockHolder: Sendable {
    private let isHeld = DispatchSemaphore(value: 0)
    private let mayGo = DispatchSemaphore(value: 0)
    private let isOver = DispatchSemaphore(value: 0)

    /// Holds the lock when this returns.
    init(_ file: String) {
        let thread = Thread { [self] in
            let database = try? Database(file, access: .readWrite, busyTimeout: .seconds(10))
            try? database?.execute("BEGIN IMMEDIATE")
            isHeld.signal()
            mayGo.wait()
            try? database?.execute("ROLLBACK")
            isOver.signal()
        }
        thread.start()
        isHeld.wait()
    }

    /// Lets go of it.
    func release() {
        mayGo.signal()
        isOver.wait()
    }
}
