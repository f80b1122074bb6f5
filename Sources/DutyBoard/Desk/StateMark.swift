import Casework
import Digests
import Reviews

extension Row {
    /// Stands for what people had done about the row's children when a page was drawn: the last act
    /// about each. A form that brings another mark was made before somebody else acted.
    var mark: String { StateMark.of(children) }
}

enum StateMark {
    /// Of a household's children, in ascending order. A child who joins without anything having been
    /// done about them changes nothing.
    static func of(_ children: [ChildState]) -> String {
        let acts = children.compactMap { state in
            state.child.acts.last.map { "\(state.child.id.text)\u{0}\($0.reviewID)" }
        }
        return String(Digest.of(Array(acts.joined(separator: "\u{1}").utf8)).prefix(16))
    }
}

extension Evidence {
    /// Stands for all that was known when a page was drawn.
    var digest: String {
        let bytes = marks.sorted().flatMap { mark in
            (0..<8).map { UInt8(truncatingIfNeeded: mark >> (8 * UInt64($0))) }
        }
        return String(Digest.of(bytes).prefix(16))
    }
}
