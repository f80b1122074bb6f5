public import Catalogue
public import CatalogueStore
public import Matching
public import Ranking
private import Synchronization

/// The catalogue as it lives: the store, what is matched now, and the standing problems, kept in
/// step. A change, what it makes fit and what is to be sent about that are one transaction.
///
/// Other programs may write to the same store; what they changed is taken in before the next write
/// and by `refresh`.
public final class LiveCatalogue: Sendable {
    public let store: CatalogueStore
    private let vocabulary: Vocabulary
    private let standing: Mutex<StandingProblems>
    /// Beside the standing problems, so that nobody who searches waits for a writer.
    private let latest: Mutex<Matcher>

    /// Changes of others beyond this many are not followed one by one: everything is matched anew.
    private static let followLimit = 500

    /// Matches everything that is in the store, and tells what fits and was not told.
    ///
    /// - Throws: `StoreError`.
    public init(
        _ store: CatalogueStore, day: Day, vocabulary: Vocabulary = .standard
    ) throws {
        (self.store, self.vocabulary) = (store, vocabulary)
        let start = try LiveCatalogue.standing(in: store, on: day, vocabulary)
        standing = Mutex(start)
        latest = Mutex(start.matcher)
        try keep { $0.catchUp() }
    }

    /// What is matched now.
    public var matcher: Matcher { latest.withLock { $0 } }

    /// By open problem, the ids of the solutions that fit now.
    public var fits: [String: Set<String>] { standing.withLock { $0.fits } }

    /// The ids of the solutions that fit one open problem now.
    public func fits(of problem: String) -> Set<String> {
        standing.withLock { $0.fits(of: problem) }
    }

    /// Changes the catalogue, and tells whom it concerns.
    ///
    /// - Returns: what the body returned, and what was told: durable, and in the outbox of the
    ///   webhooks that are about it.
    @discardableResult
    public func write<Value: Sendable>(
        by actor: String, _ body: (inout CatalogueTransaction) throws -> Value
    ) throws -> (value: Value, notices: [Notice]) {
        try standing.withLock { standing in
            var next = standing
            let answer = try store.write(by: actor) { transaction in
                let value = try body(&transaction)
                let notices = try LiveCatalogue.follow(&next, transaction, store, vocabulary)
                try LiveCatalogue.keep(next.takeUnkept(), transaction)
                return (value: value, notices: notices)
            }
            standing = next
            latest.withLock { $0 = next.matcher }
            return answer
        }
    }

    /// Takes in what other programs have changed.
    ///
    /// - Returns: what was told.
    @discardableResult
    public func refresh() throws -> [Notice] {
        guard try store.version() > matcher.contents.version else { return [] }
        return try write(by: "refresh") { _ in }.notices
    }

    /// Goes on to a later day: certificates expire, frameworks begin.
    ///
    /// - Returns: what was told.
    @discardableResult
    public func advance(to day: Day) throws -> [Notice] {
        try refresh() + keep { $0.advance(to: day) }
    }

    /// What was matched at an earlier version of the catalogue.
    public func matcher(asOf version: Int) throws -> Matcher {
        try Matcher(store, asOf: version, vocabulary: vocabulary)
    }

    @discardableResult
    private func keep(_ change: (inout StandingProblems) -> [Notice]) throws -> [Notice] {
        try standing.withLock { standing in
            var next = standing
            let notices = change(&next)
            let unkept = next.takeUnkept()
            if !unkept.isEmpty {
                try store.write(by: "standing needs") {
                    try LiveCatalogue.tell(notices, next.matcher.contents, $0)
                    try LiveCatalogue.keep(unkept, $0)
                }
            }
            standing = next
            latest.withLock { $0 = next.matcher }
            return notices
        }
    }

    private static func follow(
        _ standing: inout StandingProblems, _ transaction: borrowing CatalogueTransaction,
        _ store: CatalogueStore, _ vocabulary: Vocabulary
    ) throws -> [Notice] {
        let changes = try transaction.changes(after: standing.matcher.contents.version)
        var notices: [Notice] = []
        if changes.count <= followLimit {
            for change in changes { notices += standing.apply(change) }
        } else {
            var (contents, clock) = (standing.matcher.contents, standing.clock)
            var frozen = contents
            for change in changes {
                contents.apply(change)
                if clock.take(change, leaving: contents.solutions.count) { frozen = contents }
            }
            let before =
                try clock.frozenAt == frozen.version
                ? frozen : store.contents(asOf: clock.frozenAt)
            standing = StandingProblems(
                Matcher(contents, frozen: before, vocabulary: vocabulary), clock: clock,
                day: standing.day, told: standing.told)
            notices = standing.catchUp()
        }
        try tell(notices, standing.matcher.contents, transaction)
        return notices
    }

    private static func standing(
        in store: CatalogueStore, on day: Day, _ vocabulary: Vocabulary
    ) throws -> StandingProblems {
        let matcher = try Matcher(store, asOf: nil, vocabulary: vocabulary)
        let told = try store.toldPairs().map { pair in
            (
                ToldVerdicts.Pair(problem: pair.problem, solution: pair.solution),
                ToldVerdict(open: pair.open)
            )
        }
        return StandingProblems(
            matcher, clock: try store.statistics(asOf: matcher.contents.version), day: day,
            told: ToldVerdicts(Dictionary(told) { _, last in last }))
    }
}

extension Matcher {
    /// What the store holds, or held at a version, under the statistics that counted then.
    public convenience init(
        _ store: CatalogueStore, asOf version: Int?, vocabulary: Vocabulary = .standard
    ) throws {
        let contents = try store.contents(asOf: version)
        let frozenAt = try store.statistics(asOf: contents.version).frozenAt
        self.init(
            contents,
            frozen: frozenAt == contents.version ? contents : try store.contents(asOf: frozenAt),
            vocabulary: vocabulary)
    }
}
