public import Catalogue
public import CatalogueStore
private import Dispatch
private import LiveMatching
public import Matching
public import Ranking
private import Synchronization

/// The registry at work: reads give an immutable snapshot, writes go to the store and then move the
/// snapshot on, and whoever follows is told.
///
///     let desk = try Desk(store, today: { .today })
///     let found = desk.snapshot.search(Search(words: "earlier contacts"))
///     let change = try await desk.put(solution, by: key, expecting: .new)
///
/// What a write reports done is durable, together with the notices it caused. All of the desk's
/// state can be made again from the store, and is at every start.
public final class Desk: Sendable {
    public let store: CatalogueStore
    /// Whoever listens for notices.
    public let followers: Followers
    /// The day that certificates and frameworks are judged on.
    public let today: @Sendable () -> Day

    private let live: LiveCatalogue
    private let latest: Mutex<Snapshot>
    // Disks and locks make a writer wait, and nobody who reads should wait with it.
    private let writers = DispatchQueue(label: "desk-writers")
    private let timers = DispatchQueue(label: "desk-timers")
    /// For how long a write may wait for another program before those behind it are refused.
    private static let patience = Duration.milliseconds(250)
    private let readers = DispatchQueue(label: "desk-readers", attributes: .concurrent)
    // What takes seconds in a large catalogue is done one after the other: those who wait for it
    // would use up the threads of all who read.
    private let thinkers = DispatchQueue(label: "desk-thinkers")

    /// Matches everything that is in the store, and tells what was not told yet.
    ///
    /// - Throws: `StoreError`.
    public init(
        _ store: CatalogueStore, vocabulary: Vocabulary = .standard,
        today: @escaping @Sendable () -> Day
    ) throws {
        self.store = store
        self.today = today
        let day = today()
        live = try LiveCatalogue(store, day: day, vocabulary: vocabulary)
        latest = Mutex(Snapshot(live.matcher, day: day))
        followers = try Followers(store) { [live] in live.fits(of: $0) }
        // The first search should not wait for what all searches need.
        let first = snapshot
        readers.async { _ = first.facetColumns }
    }

    /// Everything as it is now. It stays as it is while others write.
    public var snapshot: Snapshot {
        let (matcher, day) = (live.matcher, today())
        return latest.withLock { snapshot in
            if snapshot.matcher !== matcher || snapshot.day != day {
                snapshot = Snapshot(matcher, day: day, after: snapshot)
            }
            return snapshot
        }
    }

    /// Everything as it was at a version of the catalogue, judged on a day. It is read from the store
    /// anew.
    public func snapshot(asOf version: Int, on day: Day) async throws -> Snapshot {
        try await running(on: thinkers) { [live] in
            Snapshot(try live.matcher(asOf: version), day: day)
        }
    }

    /// Does what takes a while where nobody else waits for it.
    public func reading<Value: Sendable>(
        _ body: @escaping @Sendable () throws -> Value
    ) async throws -> Value {
        try await running(on: readers, body)
    }

    /// Does what takes long, one after the other: the views over all problems.
    public func thinking<Value: Sendable>(
        _ body: @escaping @Sendable () throws -> Value
    ) async throws -> Value {
        try await running(on: thinkers, body)
    }

    /// The solutions that fit an open problem now, by id.
    public func fits(_ problem: String) -> Set<String> { live.fits(of: problem) }

    /// Takes in what other programs have written and goes on to a new day. To be called every second
    /// or so.
    public func refresh() async throws {
        try await running(on: writers) { [self] in
            try live.advance(to: today())
            try followers.catchUp()
        }
    }
}

extension Desk {
    /// Changes the catalogue and tells whom it concerns. Durable when it returns.
    ///
    /// While one write waits for another program that holds the file, the others are refused instead
    /// of each waiting as long in its turn.
    ///
    /// - Throws: `Refusal`, and whatever else the body throws.
    func write<Value: Sendable>(
        by actor: String, _ body: @escaping @Sendable (inout CatalogueTransaction) throws -> Value
    ) async throws -> Value {
        try await translating {
            try await withCheckedThrowingContinuation { continuation in
                let turn = Turn(continuation)
                writers.async { [self] in
                    turn.take()?.resume(
                        with: Result {
                            let value = try live.write(by: actor, body).value
                            try followers.catchUp()
                            return value
                        })
                }
                lookAfter(turn)
            }
        }
    }

    /// Refuses a write that waits for its turn, as soon as its turn cannot come.
    private func lookAfter<Value: Sendable>(_ turn: Turn<Value>) {
        if let waiting = store.waitingForLock, waiting > Desk.patience {
            turn.take()?.resume(
                throwing: StoreError(
                    "The registry’s file is held by another program, and writes wait for it.",
                    isPassing: true))
        }
        guard !turn.isOver else { return }
        timers.asyncAfter(deadline: .now() + .milliseconds(50)) { [weak self] in
            self?.lookAfter(turn)
        }
    }

    private func translating<Value>(_ body: () async throws -> Value) async throws -> Value {
        do {
            return try await body()
        } catch let error as StoreError {
            throw Refusal.unavailable(error)
        } catch let errors as EntryErrors {
            throw Refusal.invalid(errors)
        }
    }

    private func running<Value: Sendable>(
        on queue: DispatchQueue, _ body: @escaping @Sendable () throws -> Value
    ) async throws -> Value {
        try await translating {
            try await withCheckedThrowingContinuation { continuation in
                queue.async { continuation.resume(with: Result { try body() }) }
            }
        }
    }
}

/// A write that waits for its turn: it is done, or refused before it has begun.
private final class Turn<Value: Sendable>: Sendable {
    private let continuation: Mutex<CheckedContinuation<Value, any Error>?>

    init(_ continuation: CheckedContinuation<Value, any Error>) {
        self.continuation = Mutex(continuation)
    }

    var isOver: Bool { continuation.withLock { $0 == nil } }

    /// Nil where somebody has taken it.
    func take() -> CheckedContinuation<Value, any Error>? {
        continuation.withLock { continuation in
            defer { continuation = nil }
            return continuation
        }
    }
}
