public import Catalogue
import Ranking

/// A solution found by words.
public struct Finding: Hashable, Sendable {
    public let solution: Solution
    /// As in `Match.share`.
    public let share: Double
}

extension Matcher {
    /// The solutions that words fit best, best first. Any text is just words: it has no operators.
    ///
    /// - Parameter allowed: which solutions take part.
    public func search(
        _ words: String, limit: Int, where allowed: (Solution) -> Bool = { _ in true }
    ) -> [Finding] {
        let ready = ready
        return ready.index.top(compile(words), limit: limit) { allowed(ready.solutions[$0]) }
            .map { Finding(solution: ready.solutions[$0.document], share: $0.share) }
    }

    /// Which words met which sentence, the largest gain first.
    public func explanation(of words: String, _ solution: Solution) -> [WordEvidence] {
        explanation(of: compile(words), solution)
    }
}
