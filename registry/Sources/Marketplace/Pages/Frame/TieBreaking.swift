import Matching
import Ranking

extension Matcher {
    /// Which of two goes first where nothing else decides: the smaller number of the tie-break.
    func goesFirst(_ one: String, _ other: String) -> Bool {
        let numbers = (
            TieBreak.number(of: one, salt: salt), TieBreak.number(of: other, salt: salt)
        )
        return numbers.0 != numbers.1 ? numbers.0 < numbers.1 : one < other
    }
}
