import Digests
import Testing

@Suite("Tokens")
struct TokenTests {
    @Test("a token is known by its digest and no other is")
    func digests() {
        let token = Token.random()
        let kept = Token.digest(of: token.text)
        #expect(Token.matches(token.text, digest: kept))
        #expect(!Token.matches(Token.random().text, digest: kept))
        #expect(!Token.matches(token.text + "0", digest: kept))
        #expect(!Token.matches(token.text, digest: []))
        #expect(kept.count == 32)
    }

    @Test("the name is in the text, and a text of another form has none")
    func names() {
        let token = Token.random()
        #expect(Token.name(in: token.text) == token.name)
        #expect(token.text.count == 77)
        for text in ["", ".", token.name, token.text.uppercased() + "x", token.text + "\u{0}"] {
            #expect(Token.name(in: text) == nil)
        }
    }

    @Test("no two tokens are the same")
    func unique() {
        #expect(Set((0..<100).map { _ in Token.random().text }).count == 100)
    }
}
