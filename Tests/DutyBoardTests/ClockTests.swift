import Casework
import HTTPServer
import Synchronization
import Testing
import Timekeeping

@testable import DutyBoard

/// A machine's clock that is not believed, and one that is confirmed to have been ahead.
@Suite struct ClockTests {
    @Test func `a clock in doubt is said on the board and in the mark, for as long as it lasts`()
        async throws
    {
        let doubt = Held()
        let desk = try Desk(doubt: { doubt.value })
        try desk.publish(Northmoor.all)
        try desk.settle()
        let before = await desk.get("/").textWithoutTokens
        #expect(!before.contains("class=\"caution\""))
        let listener = try StreamReading(await desk.get("/alerts/stream"))
        _ = listener.messages()
        doubt.value = ClockDoubt(.stepped, ahead: 40 * 86_400_000)
        let board = await desk.get("/").text
        #expect(
            board.contains(
                "This machine’s clock is 40 days ahead of the time counted without it. No alert is")
        )
        #expect(board.contains("<b>Clock in doubt,</b> <span>40 days ahead</span>"))
        #expect(board.matches(of: /id="case-/).count == before.matches(of: /id="case-/).count)
        try desk.follow()
        #expect(listener.messages().last?.json["mark"] as? String == "Clock in doubt")
        doubt.value = nil
        #expect(await desk.get("/").textWithoutTokens == before)
    }

    @Test func `after a confirmed step back the board does not call itself complete beyond now`()
        async throws
    {
        let desk = try Desk()
        try desk.follow()
        desk.clock.pass(hours: 30)
        try desk.follow()
        desk.clock.pass(hours: -30)
        let listener = try StreamReading(await desk.get("/alerts/stream"))
        _ = listener.messages()
        try desk.follow()
        #expect(desk.view.completeUpTo == Desk.morning)
        // And open pages are told how things stand, as ever.
        #expect(listener.messages().last?.json["words"] as? String == "complete up to 09:41:07")
        desk.clock.pass(seconds: 9)
        #expect(LiveMark(of: desk.view, at: desk.clock.now).state == .behind)
    }

    private final class Held: Sendable {
        private let doubt = Mutex<ClockDoubt?>(nil)
        var value: ClockDoubt? {
            get { doubt.withLock { $0 } }
            set { doubt.withLock { $0 = newValue } }
        }
    }
}
