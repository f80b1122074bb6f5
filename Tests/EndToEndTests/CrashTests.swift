import Foundation
import Patience
import Testing

/// The real program, ended as a fault of its own would end it.
@Suite(.waits) struct CrashTests {
    @Test(arguments: [SIGABRT])
    func `a crash prints where, and nothing of what was in memory`(_ number: Int32) throws {
        let home = try Home(.embedded)
        let serving = try home.serve()
        let batch = Records.batch(Records.threeContacts(of: "CH-SECRET"))
        #expect(try serving.post(batch, type: Connection.batch).status == 202)
        try end(serving, number)
        let said = serving.errors
        // Where the runtime reports crashes at all, it has reported this one.
        if said.contains("Backtrac") {
            #expect(said.contains("Program crashed") && said.contains("Thread 0"), "\(said)")
        }
        #expect(!said.contains("Registers:"), "\(said)")
        #expect(!said.contains("SECRET"))
        // Sixteen bytes of memory, as a report would show them.
        #expect(said.firstMatch(of: /(?:[0-9a-f]{2} ){15}[0-9a-f]{2}/) == nil, "\(said)")
    }

    /// The runtime reports a signal and lets what caused it happen again. One that was sent has no
    /// cause, so it is sent again, until it has its usual effect.
    private func end(_ serving: Serving, _ number: Int32) throws {
        serving.signal(number)
        // Whoever reports it reads the program's symbols first, which takes a while.
        #expect(
            waitUntil(within: 240) {
                !serving.isRunning || serving.errors.contains("Backtrace took")
            })
        #expect(
            waitUntil(within: 240) {
                serving.signal(number)
                return !serving.isRunning
            })
        #expect(try serving.ending() == -number)
    }
}
