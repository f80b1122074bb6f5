@testable import CommandLineTool
import Testing

@Suite struct SuggestionTests {
    @Test(arguments: [
        ("", "", 0), ("a", "", 1), ("", "ab", 2), ("serve", "serve", 0), ("sevre", "serve", 1),
        ("serv", "serve", 1), ("kitten", "sitting", 3), ("ab", "ba", 1),
    ])
    func `the distance counts letters, and neighbours that changed places once`(
        left: String, right: String, expected: Int
    ) {
        #expect(Suggestion.distance(left, right) == expected)
        #expect(Suggestion.distance(right, left) == expected)
    }

    @Test func `only what is near was meant`() {
        #expect(Suggestion.nearest(to: "pot", among: ["port", "host"]) == "port")
        #expect(Suggestion.nearest(to: "xyz", among: ["port", "host"]) == nil)
        #expect(Suggestion.nearest(to: "a", among: []) == nil)
    }
}
