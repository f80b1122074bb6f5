import Glibc

/// Waits for a state, looking every few milliseconds.
///
/// - Parameter patience: seconds at the most; a test that needs nearly as many has failed.
/// - Returns: whether it came about.
public func waitUntil(within patience: Double = 30, _ isSo: () throws -> Bool) rethrows -> Bool {
    let end = ContinuousClock.now + .seconds(patience)
    while try !isSo() {
        guard ContinuousClock.now < end else { return false }
        usleep(3_000)
    }
    return true
}
