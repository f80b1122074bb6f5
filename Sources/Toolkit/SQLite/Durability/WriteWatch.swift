private import Synchronization

/// How a database's latest try to write went, for whoever has to say whether anything can be
/// written at present. A try that goes on and on counts as one that fails.
public final class WriteWatch: Sendable {
    private struct State {
        var begun: ContinuousClock.Instant?
        var trouble: String?
        var isFull = false
    }

    private let state = Mutex(State())
    /// From when on a try that has not ended is trouble: longer than programs that write hold each
    /// other up, and shorter than anybody is kept waiting for a write.
    private static let patience = Duration.milliseconds(500)

    public init() {}

    /// Runs a try to write, and remembers how it went.
    public func watching<Value>(_ write: () throws -> Value) throws -> Value {
        state.withLock { $0.begun = .now }
        do {
            let value = try write()
            state.withLock { $0 = State() }
            return value
        } catch let error as SQLiteError {
            if error.isOfTheDatabase { failed("\(error)", isFull: error.kind == .full) }
            state.withLock { $0.begun = nil }
            throw error
        } catch {
            // Whoever wrote thought better of it; the database took part.
            state.withLock { $0.begun = nil }
            throw error
        }
    }

    /// A try failed, for a reason that is a sentence with what to do about it.
    public func failed(_ reason: String, isFull: Bool = false) {
        state.withLock { $0 = State(trouble: reason, isFull: isFull) }
    }

    /// Why nothing can be written; nil where the latest try went well, or there was none.
    public var trouble: String? {
        state.withLock { state in
            if let trouble = state.trouble { return trouble }
            guard let begun = state.begun else { return nil }
            let waited = ContinuousClock.now - begun
            guard waited > Self.patience else { return nil }
            let seconds = waited.components.seconds
            return """
                A write has not ended for \(seconds == 0 ? "half a second" : "\(seconds) seconds"): \
                another program holds the database, or the disk does not answer. End that program, \
                or look at the disk.
                """
        }
    }

    /// For how long a try has been under way; nil while there is none.
    public var underWay: Duration? { state.withLock { $0.begun.map { ContinuousClock.now - $0 } } }

    /// Whether the latest try failed for want of space.
    public var isFull: Bool { state.withLock { $0.isFull } }
}

extension SQLiteError {
    /// Whether the database could not be written at all, rather than this statement.
    fileprivate var isOfTheDatabase: Bool {
        switch kind {
        case .busy, .full, .readOnly, .corrupt, .cannotOpen, .inputOutput, .notADatabase: true
        case .constraint, .tooBig, .other: false
        }
    }
}
