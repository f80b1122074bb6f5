import Foundation
import FoundationXML
import HTML
import Testing

@Suite struct EscapingTests {
    @Test func `an interpolated text is escaped and the markup around it is not`() {
        let name = "<script>alert(\"1\" & '2')</script>"
        let row: HTML = "<li title=\"\(name)\">\(name)</li>"
        let safe = "&lt;script&gt;alert(&quot;1&quot; &amp; &#39;2&#39;)&lt;/script&gt;"
        #expect(row.text == "<li title=\"\(safe)\">\(safe)</li>")
    }

    @Test func `a literal inside an interpolation is a text, not markup`() {
        let html: HTML = "\("<b>")\(true ? "<i>" : "<u>")"
        #expect(html.text == "&lt;b&gt;&lt;i&gt;")
    }

    @Test func `slices, characters and numbers are escaped too`() {
        let text = "a<b"
        let html: HTML = "\(text.dropFirst())\(Character("&"))\(42)\(-1.5)\(true)"
        #expect(html.text == "&lt;b&amp;42-1.5true")
    }

    @Test func `escaping twice shows the first escaping`() {
        #expect(HTML(escaping: HTML(escaping: "&").text).text == "&amp;amp;")
    }

    @Test func `letters of every length pass unharmed`() {
        let text = "Zoë Ναυσικᾶ 子供 👩‍👧 \u{FFFD}\u{FFFC}\t\r\n"
        #expect(HTML(escaping: text).text == text)
    }

    @Test func `characters that XML forbids are replaced`() {
        #expect(
            HTML(escaping: "a\0b\u{1B}c\u{FFFE}d\u{FFFF}").text
                == "a\u{FFFD}b\u{FFFD}c\u{FFFD}d\u{FFFD}")
    }

    @Test(arguments: [
        "", "]]>", "<!--", "--><b>", "&lt;", "' onload='x", "\" onload=\"x", "</title>", "\0\u{8}",
        "\u{FFFF}", "&#60;", "a<b>&c", "<![CDATA[", "💥<💥",
    ])
    func `a hostile text comes out of an XML reader as it went in`(hostile: String) throws {
        let page: HTML = "<p a=\"\(hostile)\" b='\(hostile)'>\(hostile)</p>"
        let document = try XMLDocument(data: Data(page.bytes))
        let root = try #require(document.rootElement())
        let cleaned = String(
            String.UnicodeScalarView(
                hostile.unicodeScalars.map {
                    $0.value < 0x20 || $0.value == 0xFFFF ? "\u{FFFD}" : $0
                }))
        #expect(root.childCount == (hostile.isEmpty ? 0 : 1))
        #expect(root.stringValue == cleaned)
        #expect(root.attribute(forName: "a")?.stringValue == cleaned)
        #expect(root.attribute(forName: "b")?.stringValue == cleaned)
        #expect(root.attributes?.count == 2)
    }
}
