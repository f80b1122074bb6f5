import HTML
import Testing

@Suite struct InterpolationTests {
    @Test func `markup nests as it is`() {
        let inner: HTML = "<b>\("&")</b>"
        let outer: HTML = "<p>\(inner)</p>"
        #expect(outer.text == "<p><b>&amp;</b></p>")
    }

    @Test func `a list of pieces is joined`() {
        let rows: [HTML] = ["a<", "b", "c>"].map { "<li>\($0)</li>" }
        let list: HTML = "<ul>\(rows)</ul>"
        #expect(list.text == "<ul><li>a&lt;</li><li>b</li><li>c&gt;</li></ul>")
        #expect(rows.joined(separator: "\n").text == "<li>a&lt;</li>\n<li>b</li>\n<li>c&gt;</li>")
    }

    @Test func `nothing leaves nothing`() {
        let html: HTML? = nil
        let text: String? = nil
        let number: Int? = 7
        let page: HTML = "[\(html)\(text)\(number)]"
        #expect(page.text == "[7]")
    }

    @Test func `an attribute brings its space, its name and its quotes`() {
        let value: String? = "a\"b"
        let absent: String? = nil
        let link: HTML = "<a\(attribute: "title", value)\(attribute: "rel", absent)>"
        #expect(link.text == "<a title=\"a&quot;b\">")
        let spaced: HTML = "<td \(attribute: "colspan", 3)>"
        #expect(spaced.text == "<td colspan=\"3\">")
        let empty: HTML = "<img\(attribute: "alt", "")>"
        #expect(empty.text == "<img alt=\"\">")
    }

    @Test func `a Boolean attribute is there or not`() {
        let html: HTML = "<p\(attribute: "hidden", true)\(attribute: "inert", false)>"
        #expect(html.text == "<p hidden=\"\">")
    }

    @Test(arguments: [
        "/children/7", "?page=2", "#top", "https://a.example/?q=1:2", "HTTP://a.example",
        "mailto:a@b.example", "tel:+44", "", "a/b:c",
    ])
    func `an honest address stays`(address: String) {
        let html: HTML = "\(address: address)"
        #expect(html.text == HTML(escaping: address).text)
    }

    @Test(arguments: [
        "javascript:alert(1)", "JaVaScRiPt:alert(1)", " javascript:alert(1)",
        "java\nscript:alert(1)", "\u{1}javascript:alert(1)", "data:text/html,<b>", "vbscript:x",
        "file:///etc/passwd", ":",
    ])
    func `an address that could run something does not`(address: String) {
        let html: HTML = "\(address: address)"
        #expect(html.text == "about:invalid")
    }

    @Test func `pieces add up`() {
        var page: HTML = "<p>"
        #expect(!page.isEmpty && HTML().isEmpty)
        page += "a" + HTML(trusted: "<br>") + HTML(escaping: "<br>")
        #expect(page.text == "<p>a<br>&lt;br&gt;")
    }
}
