private import Synchronization

/// A value that somebody else publishes, as far as it is known: asked for when it is wanted and
/// missing, or old, by one question at a time. Where there is no answer, the last one stays.
final class Refreshed<Value: Sendable>: Sendable {
    private struct State {
        var value: Value?
        var tried: Int64?
        var fetched: Int64?
        var question: Task<Void, Never>?
    }

    /// Milliseconds after which a value is asked for again: an hour, so that what was taken back does
    /// not stay for good.
    static var age: Int64 { 3_600_000 }

    private let state = Mutex(State())
    private let pause: Int64
    private let fetch: @Sendable () async -> Value?

    /// - Parameters:
    ///   - pause: milliseconds between two questions, at least.
    ///   - fetch: the value as it is published; nil where there is no answer.
    init(pause: Int64, fetch: @escaping @Sendable () async -> Value?) {
        self.pause = pause
        self.fetch = fetch
    }

    /// What is known, without asking.
    var known: Value? { state.withLock { $0.value } }

    /// What is known once it was asked for, if need be. Whoever wants it while the question is under
    /// way, and has nothing that suits, waits for the same answer.
    ///
    /// - Parameters:
    ///   - now: milliseconds since 1970.
    ///   - suits: whether the value has what is looked for.
    func value(at now: Int64, where suits: (Value) -> Bool = { _ in true }) async -> Value? {
        let question = state.withLock { state -> Task<Void, Never>? in
            let isKnown = state.value.map(suits) ?? false
            let isOld = state.fetched.map { now - $0 >= Self.age } ?? true
            guard !isKnown || isOld else { return nil }
            // What is known serves meanwhile, however long the provider takes.
            if let question = state.question { return isKnown ? nil : question }
            if let tried = state.tried, (0..<pause).contains(now - tried) { return nil }
            state.tried = now
            let question = Task { await self.ask(at: now) }
            state.question = question
            return question
        }
        await question?.value
        return known
    }

    private func ask(at now: Int64) async {
        let answer = await fetch()
        state.withLock { state in
            state.question = nil
            guard let answer else { return }
            state.value = answer
            state.fetched = now
        }
    }
}
