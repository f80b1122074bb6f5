import Catalogue
import HTTPServer
@testable import Marketplace
import Matching
import Testing

@Suite struct SearchPageTests {
    let visitor: Visitor

    init() async throws {
        visitor = Visitor(try Shop())
        try await visitor.publish(Shop.solution("one", ["hosting": "uk"]))
        try await visitor.publish(Shop.solution("two", ["hosting": "world"]))
        try await visitor.publish(Shop.solution("three"))
        try await visitor.publish(
            Shop.solution(
                "other", tackles: "Buses for pupils run late",
                ["hosting": "uk", "summary": "Plans routes.", "description": "For drivers."]))
    }

    @Test func `the heading says in a sentence what was found`() async {
        let page = await visitor.get("/?q=earlier+contacts&hosting=uk&category=front-door").text
        #expect(
            page.contains(
                """
                <h1>1 solution for “earlier contacts” in Front door and MASH, keeping data in the \
                United Kingdom</h1>
                """))
        #expect(page.contains("<mark>earlier contacts</mark>"))
    }

    @Test func `each filter says what it sets aside, and silence is told from a no`() async {
        let page = await visitor.get("/?q=earlier+contacts&hosting=uk").text
        #expect(page.contains("The filter sets aside 2."))
        #expect(page.contains("1 of them only does not state it"))
        let kept = await visitor.get("/?q=earlier+contacts&hosting=uk&not-stated=included").text
        #expect(kept.contains("<h1>2 solutions for"))
        #expect(kept.contains("Where data is kept is not stated."))
    }

    @Test func `a search that finds nothing has a way on`() async {
        for query in ["/?q=xylophone", "/?hosting=uk&assurance=dv", "/?q=earlier&size=large"] {
            let page = await visitor.get(query)
            #expect(page.status == .ok)
            #expect(page.text.contains("<h1>No solution"))
            #expect(page.text.contains("<a href=\"/problems/new\">Post it as a problem</a>"))
        }
    }

    @Test func `text from outside is text, in the page and in the tab`() async {
        let page = await visitor.get(
            "/?q=%22%3E%3Cscript%3Ealert(1)%3C%2Fscript%3E&category=%3Cb%3E")
        #expect(!page.text.contains("<script>"))
        #expect(!page.text.contains("<b>\""))
        #expect(page.text.contains("&lt;script&gt;alert(1)&lt;/script&gt;"))
    }

    @Test(arguments: 0..<50)
    func `an address holds all of a search`(seed: Int) {
        var dice = Dice(seed: UInt64(seed))
        var view = SearchView()
        view.words = dice.pick(["", "a&b=c#d", "100 % – “é”", "one+two", "?q=x"])
        for facet in Facet.allCases where dice.roll(2) == 0 {
            view.chosen[facet] = Set(
                (0...dice.roll(3)).map { _ in dice.pick(["x y", "ü", "a&b"]) })
        }
        view.silence = dice.pick(Silence.allCases)
        view.page = 1 + dice.roll(4)
        let target = Request(.get, view.address)
        #expect(target.path == "/")
        #expect(SearchView(target.query) == view, "seed \(seed)")
    }
}
