import Foundation
import HTML
import Testing

@Suite struct ScriptTests {
    @Test func `JSON cannot close the script it stands in`() throws {
        let original = [
            "</script><script>alert(1)//", "<!--<script>", "]]>&amp;", "\u{2028}\u{2029}",
        ]
        let json = try JSONEncoder().encode(original)
        let script: HTML = "<script type=\"application/json\">\(json: json)</script>"
        let inside = script.text.dropFirst("<script type=\"application/json\">".count)
            .dropLast("</script>".count)
        #expect(!inside.contains { "<>&\u{2028}\u{2029}".contains($0) })
        #expect(try JSONDecoder().decode([String].self, from: Data(inside.utf8)) == original)
    }

    @Test func `separators are found only where all their bytes are`() {
        let html: HTML = "\(json: "\"â€¨ ¨ © \u{2027}\u{2028}\u{202A}\"")"
        #expect(html.text == "\"â€¨ ¨ © \u{2027}\\u2028\u{202A}\"")
    }

    @Test func `what is no JSON is caged all the same`() {
        let html: HTML = "\(json: "</script>")"
        #expect(html.text == "\\u003c/script\\u003e")
    }
}
