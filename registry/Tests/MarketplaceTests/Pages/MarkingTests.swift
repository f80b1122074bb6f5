import HTML
@testable import Marketplace
import Testing

@Suite struct MarkingTests {
    @Test func `places that touch or have a space between them are one mark`() {
        #expect(
            marked("A family comes back.", at: [9..<14, 2..<8, 15..<19]).text
                == "A <mark>family comes back</mark>.")
        #expect(
            marked("Re-referral, again", at: [0..<2, 3..<11, 13..<18]).text
                == "<mark>Re-referral</mark>, <mark>again</mark>")
    }

    @Test(arguments: 0..<200)
    func `marking never changes what is read, whatever the places`(seed: Int) {
        var dice = Dice(seed: UInt64(seed))
        let letters = ["a", "é", "–", "<", "&", "“", " ", "👪"]
        let sentence = (0..<dice.roll(30)).map { _ in dice.pick(letters) }.joined()
        let count = sentence.utf8.count
        // Places as an explanation has them: at the ends of characters, in any order, also astray.
        let ends =
            sentence.indices.map { $0.utf16Offset(in: sentence) }.isEmpty
            ? [0]
            : sentence.indices.map { sentence.utf8.distance(from: sentence.startIndex, to: $0) }
        let places = (0..<dice.roll(6)).map { _ in
            let (one, other) = (dice.pick(ends), dice.pick(ends))
            return min(one, other)..<max(one, other) + (dice.roll(9) == 0 ? count : 0)
        }
        #expect(marked(sentence, at: places).text.read == sentence, "seed \(seed)")
    }
}
