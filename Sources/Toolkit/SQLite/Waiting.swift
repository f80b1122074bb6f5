private import CSQLite
private import Glibc

/// Makes calls wait for locks held elsewhere: a millisecond at a time, until the time is up.
///
/// SQLite's own handler backs off to sleeps of 100 ms. A connection whose rival commits back to
/// back then hardly ever meets the moment between two commits; looking every millisecond does.
func waitWhenBusy(_ handle: OpaquePointer, for timeout: Duration) {
    let (seconds, attoseconds) = timeout.components
    let milliseconds = seconds * 1_000 + attoseconds / 1_000_000_000_000_000
    // The number of tries travels as the callback's context: there is nothing to free.
    let tries = UnsafeMutableRawPointer(bitPattern: Int(max(1, milliseconds)))
    sqlite3_busy_handler(
        handle,
        { context, tried in
            guard Int(tried) < Int(bitPattern: context) else { return 0 }
            usleep(1_000)
            return 1
        }, tries)
}
