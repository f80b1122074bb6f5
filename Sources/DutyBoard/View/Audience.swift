import Casework
import Events
import HTTPServer
import Synchronization

/// The pages that listen to the stream of alerts.
///
/// Every listener has a bookmark: what it was told so far. Nearly all have the same, the audience's
/// own; who comes with another (after an absence, or while the board is reading the log anew) keeps
/// theirs until the audience has drawn level. What a bookmark covers is never told again, and what
/// it does not cover is never left out, in whatever order the log was read.
final class Audience: Sendable {
    private struct Listener {
        let stream: ResponseStream
        /// Nil where it is the audience's own.
        var ahead: Bookmark?
    }

    private struct State {
        var told: Bookmark
        var listeners: [Int: Listener] = [:]
        var joined = 0
        var mark: LiveMark?
        var markedAt = Moment(milliseconds: 0)
    }

    private let state: Mutex<State>
    /// Where the topic ended when the board began to read it.
    private let ending: Bookmark

    /// The bytes that may wait for a listener, besides what it missed while it was away.
    static let patience = 262_144
    /// How often an unchanged mark is told again, in milliseconds.
    private static let markInterval: Int64 = 5_000

    init(told: Bookmark, ending: Bookmark) {
        state = Mutex(State(told: told))
        self.ending = ending
    }

    var count: Int { state.withLock { $0.listeners.count } }

    /// From where a listener wishes to be told.
    enum Wish: Sendable {
        /// What comes next.
        case next
        /// All that is remembered.
        case start
        /// What comes after a `Last-Event-ID`.
        case after(String)
    }

    /// Takes a listener in, and tells what it has missed.
    func join(_ wish: Wish, of view: BoardView) -> ResponseStream {
        let mark = LiveMark(of: view, at: view.clock())
        return state.withLock { state in
            var (greeting, own) = greeting(wish, of: view, told: state.told)
            greeting += ServerSentEvent(event: "live", data: mark.json).bytes
            state.joined += 1
            let number = state.joined
            let stream = ResponseStream(limit: greeting.count + Self.patience) {
                [weak self] _ in self?.leave(number)
            }
            stream.send(greeting)
            state.listeners[number] = Listener(
                stream: stream, ahead: own == state.told ? nil : own)
            return stream
        }
    }

    /// What a listener is told first, and its bookmark after that.
    private func greeting(
        _ wish: Wish, of view: BoardView, told: Bookmark
    ) -> (bytes: [UInt8], own: Bookmark) {
        let replay: Replay
        switch wish {
        case .next:
            let own = told.joined(ending)
            return (Self.opening(at: own), own)
        case .start: replay = view.replay(after: nil)
        case .after(let text):
            guard let bookmark = Bookmark(text, partitions: told.next.count) else {
                return reset(to: view.replay(after: nil).upTo)
            }
            replay = view.replay(after: bookmark)
        }
        guard let missed = replay.alerts else { return reset(to: replay.upTo) }
        var (bytes, own) = (Self.opening(at: replay.from), replay.from)
        for placed in missed {
            own.pass(placed.partition, placed.offset)
            bytes += Self.frame(placed.alert, own)
        }
        return (bytes, own.joined(told))
    }

    /// Somebody was away for longer than is remembered: their page has to be read anew.
    private func reset(to bookmark: Bookmark) -> (bytes: [UInt8], own: Bookmark) {
        let reset = ServerSentEvent(
            id: bookmark.text, event: "reset", data: #"{"remedy":"read the page again"}"#)
        // The greeting gives no bookmark here: who is cut off behind it has not been told to read
        // anew, and has to come back with the one they had.
        return (Self.opening(at: nil) + reset.bytes, bookmark)
    }

    private func leave(_ number: Int) { state.withLock { $0.listeners[number] = nil } }

    /// How soon a browser comes back after it was cut off, and with which bookmark it does if that
    /// happens before the first alert.
    private static func opening(at bookmark: Bookmark?) -> [UInt8] {
        ServerSentEvent(id: bookmark?.text, event: "hello", data: "{}", retry: .seconds(3)).bytes
    }

    private static func frame(_ alert: Alert, _ bookmark: Bookmark) -> [UInt8] {
        ServerSentEvent(
            id: bookmark.text, event: "alert",
            data: String(decoding: AlertEncoder.encode(alert), as: UTF8.self)
        ).bytes
    }
}

extension Audience {
    /// Tells revisions to all who have not heard of them.
    func tell(_ alerts: [PlacedAlert]) {
        state.withLock { state in
            for placed in alerts { Self.tell(placed, &state) }
        }
    }

    private static func tell(_ placed: PlacedAlert, _ state: inout State) {
        state.told.pass(placed.partition, placed.offset)
        guard !state.listeners.isEmpty else { return }
        let common = frame(placed.alert, state.told)
        for (number, listener) in state.listeners {
            var isOpen = true
            if var own = listener.ahead {
                if !own.covers(placed.partition, placed.offset) {
                    own.pass(placed.partition, placed.offset)
                    isOpen = listener.stream.send(frame(placed.alert, own))
                }
                state.listeners[number]?.ahead = own == state.told ? nil : own
            } else {
                isOpen = listener.stream.send(common)
            }
            if !isOpen { state.listeners[number] = nil }
        }
    }

    /// Tells that somebody did something at the desk; how that looks, a page asks for.
    func tellOfReviews() {
        state.withLock { state in
            let frame = ServerSentEvent(event: "review", data: "{}").bytes
            for (number, listener) in state.listeners where !listener.stream.send(frame) {
                state.listeners[number] = nil
            }
        }
    }

    /// Tells how fresh the board is, where that has changed or was not said for a while.
    func tell(_ mark: LiveMark, at now: Moment) {
        state.withLock { state in
            let age = abs(now.milliseconds - state.markedAt.milliseconds)
            guard mark.state != state.mark?.state || age >= Self.markInterval else { return }
            (state.mark, state.markedAt) = (mark, now)
            let frame = ServerSentEvent(event: "live", data: mark.json).bytes
            for (number, listener) in state.listeners where !listener.stream.send(frame) {
                state.listeners[number] = nil
            }
        }
    }

    /// Ends every stream.
    func dismiss() {
        let streams = state.withLock { state in
            let streams = state.listeners.values.map(\.stream)
            state.listeners = [:]
            return streams
        }
        for stream in streams { stream.finish() }
    }
}
