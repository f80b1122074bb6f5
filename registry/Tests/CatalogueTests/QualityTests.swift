import Catalogue
import Testing

@Suite("Quality notes")
struct QualityTests {
    @Test("a thin entry is told what is missing")
    func thin() throws {
        let notes = try Solution(json: Examples.solution).qualityNotes
        #expect(notes.allSatisfy { $0.kind == .thin })
        #expect(
            Set(notes.map(\.field)) == [
                "description", "problemsTackled", "price", "assurances", "hosting", "accessibility",
                "evidence",
            ])
    }

    @Test("repeating a word, listing search words and saying a line twice are noticed")
    func stuffed() throws {
        let repeated =
            "We help with safeguarding and we do safeguarding and the safeguarding of all in the "
            + "safeguarding of safeguarding."
        #expect(try kinds("summary", .string(repeated)) == ["summary"])
        let list = (0..<30).map { "keyword\($0)x," }.joined(separator: " ")
        #expect(try kinds("description", .string(list)) == ["description"])
        let twice: JSON = ["Search everywhere"]
        let solution = try Solution(
            json: Examples.solution.setting("features", to: twice).setting("benefits", to: twice))
        #expect(solution.qualityNotes.contains { $0.kind == .stuffed && $0.field == "features" })
    }

    private func kinds(_ field: String, _ value: JSON) throws -> [String] {
        try Examples.solution(field, value).qualityNotes.filter { $0.kind == .stuffed }.map(\.field)
    }
}
