import Testing

@testable import Ranking

@Suite("Tokens")
struct TokenTests {
    private func terms(_ text: String, _ rules: TokenRules) -> [String] {
        let analyser = Analyser(rules)
        var found: [UInt32] = []
        analyser.analyse(text) { term, _ in found.append(term) }
        return found.map(analyser.terms.term)
    }

    @Test("Plain tokens keep every word and stem it as Porter does")
    func plain() {
        #expect(
            terms("The Relational caresses, ponies & MOTORING!", .plain) == [
                "the", "relat", "caress", "poni", "motor",
            ])
    }

    @Test("English tokens leave grammar out and keep shortened words whole")
    func english() {
        #expect(
            terms("The U.S. council's 12,000 families don't use IT.", .english) == [
                "us", "council", "12000", "famili", "use", "it",
            ])
    }

    @Test("Some write a syllable apart and some do not; both find each other")
    func hyphens() {
        #expect(
            terms("e-mail re-referrals, co-ordinated; multi-agency A-B", .english)
                == terms("email rereferrals coordinated multi agency, a b", .english))
        #expect(terms("non-\u{2010}x pre-1990 e\u{2010}mail", .english).contains("email"))
    }
}
