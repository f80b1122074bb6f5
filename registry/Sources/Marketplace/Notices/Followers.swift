import Catalogue
import CatalogueStore
public import HTTPServer
private import Synchronization

/// Whoever listens to what happens to a problem, over server-sent events.
///
/// A listener hears two things: `notice`, once for every version of a solution that fits, whose id is
/// its place in the store, so that a page that was away catches up with `Last-Event-ID`; and `fits`,
/// the ids of all the solutions that fit, at the start and whenever they change.
public final class Followers: Sendable {
    private struct Listener {
        let problem: String
        let stream: ResponseStream
        /// What it was told last.
        var fits: [String]
    }

    private struct State {
        /// Notices up to this number have been passed on.
        var told: Int64 = 0
        var joined = 0
        var listeners: [Int: Listener] = [:]
    }

    private let store: CatalogueStore
    private let fits: @Sendable (String) -> Set<String>
    private let state: Mutex<State>

    /// The bytes that may wait for a listener, besides what it missed while it was away.
    private static let patience = 262_144
    /// So many missed notices are told; who was away for more reads the list anew.
    static let memory = 1_000

    init(
        _ store: CatalogueStore, fits: @escaping @Sendable (String) -> Set<String>
    ) throws {
        (self.store, self.fits) = (store, fits)
        state = Mutex(State(told: try store.lastNotice()))
    }

    /// How many listen.
    public var count: Int { state.withLock { $0.listeners.count } }

    /// Takes a listener in, and tells what it has missed.
    ///
    /// - Parameter last: the number of the last notice it has seen; nil where it has seen none and
    ///   wants what comes.
    func join(_ problem: String, after last: Int64?) throws -> ResponseStream {
        try state.withLock { state in
            let now = fits(problem).sorted()
            // Who is cut off before the first notice comes back with this, and misses none.
            var greeting = ServerSentEvent(
                id: "\(min(last ?? state.told, state.told))", event: "hello", data: "{}",
                retry: .seconds(3)
            ).bytes
            if let last {
                let missed = try store.notices(
                    after: last, problem: problem, limit: Followers.memory
                ).filter { $0.number <= state.told }
                greeting += missed.flatMap { Followers.event($0) }
            }
            greeting += Followers.event(now)
            state.joined += 1
            let number = state.joined
            let stream = ResponseStream(limit: greeting.count + Followers.patience) {
                [weak self] _ in self?.leave(number)
            }
            stream.send(greeting)
            state.listeners[number] = Listener(problem: problem, stream: stream, fits: now)
            return stream
        }
    }

    private func leave(_ number: Int) { state.withLock { $0.listeners[number] = nil } }

    /// Passes on what the store has been told since the last time.
    func catchUp() throws {
        while true {
            let told = state.withLock { $0.told }
            let notices = try store.notices(after: told, limit: Followers.memory)
            state.withLock { state in
                for notice in notices { Followers.pass(notice, &state) }
            }
            if notices.count < Followers.memory { break }
        }
        let followed = state.withLock { Set($0.listeners.values.map(\.problem)) }
        for problem in followed {
            let now = fits(problem).sorted()
            state.withLock { Followers.pass(now, of: problem, &$0) }
        }
    }

    private static func pass(_ notice: ToldNotice, _ state: inout State) {
        guard notice.number > state.told else { return }
        state.told = notice.number
        let event = event(notice)
        for (number, listener) in state.listeners where listener.problem == notice.problem {
            if !listener.stream.send(event) { state.listeners[number] = nil }
        }
    }

    private static func pass(_ fits: [String], of problem: String, _ state: inout State) {
        let event = event(fits)
        for (number, listener) in state.listeners
        where listener.problem == problem && listener.fits != fits {
            state.listeners[number]?.fits = fits
            if !listener.stream.send(event) { state.listeners[number] = nil }
        }
    }

    private static func event(_ notice: ToldNotice) -> [UInt8] {
        ServerSentEvent(id: "\(notice.number)", event: "notice", data: notice.body).bytes
    }

    private static func event(_ fits: [String]) -> [UInt8] {
        let data: JSON = ["solutions": .array(fits.map { .string($0) })]
        return ServerSentEvent(event: "fits", data: data.written()).bytes
    }
}

extension Desk {
    /// Follows a problem.
    ///
    /// - Parameter last: the number of the last notice that was seen, to be told what came after it.
    /// - Throws: `Refusal` where there is no such problem.
    public func follow(_ problem: String, after last: Int64? = nil) async throws -> ResponseStream {
        try require(problem: problem)
        return try await reading { [followers] in try followers.join(problem, after: last) }
    }

    func require(problem id: String) throws {
        guard snapshot.contents.problems[id] == nil else { return }
        if case .withdrawn = try store.latest(id, Problem.self) {
            throw Refusal.withdrawn(.problem, id: id)
        }
        throw Refusal.unknown(.problem, id: id)
    }
}
