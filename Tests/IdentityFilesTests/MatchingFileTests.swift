import Identity
import IdentityFiles
import Testing

@Suite struct MatchingFileTests {
    private func standard(replacing old: String, with new: String) throws -> [UInt8] {
        let text = String(decoding: try MatchingFile.standard().bytes, as: UTF8.self)
        #expect(text.contains(old))
        return Array(text.replacing(old, with: new, maxReplacements: 1).utf8)
    }

    @Test func `the file that is shipped is read and has a digest`() throws {
        let file = try MatchingFile.standard()
        #expect(file.numbers.version == "2026-11")
        #expect(file.digest.count == 64)
        #expect(file.numbers[.children].link == 6)
    }

    @Test func `another number has another digest`() throws {
        let other = try MatchingFile(bytes: standard(replacing: "\"link\": 6", with: "\"link\": 7"))
        #expect(try other.digest != MatchingFile.standard().digest)
        #expect(other.numbers[.children].link == 7)
    }

    @Test func `a misspelt field is refused by its name`() throws {
        let bytes = try standard(replacing: "\"margin\": 4", with: "\"margin\": 4, \"margn\": 3")
        let error = #expect(throws: MatchingFileError.self) { try MatchingFile(bytes: bytes) }
        #expect(error?.description.contains("settings.children.margn") == true)
    }

    @Test func `a missing field is refused by its name`() throws {
        let bytes = try standard(replacing: "\"link\": 6", with: "\"lnk\": 6")
        let error = #expect(throws: MatchingFileError.self) { try MatchingFile(bytes: bytes) }
        #expect(error?.description.contains("settings.children.link is missing") == true)
    }

    @Test func `what is not JSON is refused`() {
        #expect(throws: MatchingFileError.self) { try MatchingFile(bytes: Array("{".utf8)) }
    }
}
