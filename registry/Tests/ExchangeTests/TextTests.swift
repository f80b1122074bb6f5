import Catalogue
import Testing

@testable import Exchange

@Suite("Texts from elsewhere")
struct TextTests {
    @Test(
        "lost line ends come back, and words that end in rn stay whole",
        arguments: [
            ("needed.rnrnThe", "needed.\n\nThe"), ("governrnrnThe", "govern\n\nThe"),
            ("a.rnB modernThe", "a.\nB mode\nThe"),
            ("return to modern barn", "return to modern barn"),
            ("list:rn- onern- two", "list:\n- onern- two"), ("rnrnrn", "\n\n\n"), ("rn", "rn"),
            ("see e.g.rna", "see e.g.rna"), ("", ""),
        ])
    func lineEnds(text: String, expected: String) {
        #expect(LostLineEnds.restored(in: text) == expected)
    }

    @Test(
        "entities are undone once, and what is none stays",
        arguments: [
            ("a &amp; b", "a & b"), ("&amp;lt;", "&lt;"), ("&#8217;&#x27;", "’'"),
            ("R&D; x", "R&D; x"),
            ("&;&#;&#xD800;&", "&;&#;&#xD800;&"), ("AT&T &pound;5", "AT&T £5"),
        ])
    func entities(text: String, expected: String) {
        #expect(Entities.undone(in: text) == expected)
    }

    @Test("a text is cut at a sentence, or else at a word, within both limits")
    func shortening() {
        #expect(Shortening.of("Short.", to: .point) == nil)
        let sentences = String(repeating: "Five words are in this. ", count: 5)
        #expect(
            Shortening.of(sentences, to: .point)
                == "Five words are in this. Five words are in this.")
        let words = Array(repeating: "word", count: 20).joined(separator: " ")
        #expect(Shortening.of(words, to: .point)?.split(separator: " ").count == 10)
        for text in [String(repeating: "x", count: 5_000), words, sentences, "é" + words] {
            let short = Shortening.of(text, to: .title) ?? text
            #expect(short.count <= 100)
            #expect(Shortening.of(short, to: .title) == nil)
        }
    }

    @Test("what cannot be seen is taken out, and lines are kept where they may be")
    func clean() {
        #expect(CleanText.of(" a\r\n\r\nb\u{202E}c\u{0} ") == "a bc")
        #expect(CleanText.of("a\r\nb\rc", isLong: true) == "a\nb\nc")
        #expect(CleanText.list(["a", " a", "", "b"]) == ["a", "b"])
    }

    @Test(
        "an id can be made of a name",
        arguments: [
            ("Brightwater & Sons (UK) Ltd.", "brightwater-sons-uk-ltd"), ("Ynys Môn", "ynys-mon"),
            ("King’s Lynn", "kings-lynn"), ("日本", nil), ("", nil), ("A--b", "a-b"),
        ])
    func ids(name: String, id: String?) { #expect(PlainName.id(name) == id) }
}

@Suite("CPV codes")
struct CPVTests {
    @Test("codes are read with and without their check digit, and match by their prefix")
    func codes() throws {
        let software = try #require(CPVCode("48000000-8"))
        #expect(software.prefix == "48")
        #expect(software.contains(try #require(CPVCode("48613000"))))
        #expect(!software.contains(try #require(CPVCode("72000000-5"))))
        #expect(try #require(CPVCode("30000000")).prefix == "30")
        #expect(CPVCode("45233130.0")?.description == "45233130")
        for text in ["", "4800000", "480000000", "48000000-", "48000000-88", "00000000", "x"] {
            #expect(CPVCode(text) == nil, "\(text)")
        }
    }

    @Test("every code of the table is one, and points to a category or says what it is about")
    func table() throws {
        for (code, about) in CPVHints.divisions {
            #expect(try CPVHints.about(#require(CPVCode(code))) == about)
        }
        for (code, category) in CPVHints.categories {
            #expect(Category.named(category) != nil, "\(category)")
            #expect(try CPVHints.categories(of: [#require(CPVCode(code))]) == [category])
        }
    }

    @Test("the longest prefix counts, and a division alone hints at nothing")
    func hints() throws {
        #expect(try CPVHints.categories(of: [#require(CPVCode("48613100"))]) == ["records-archive"])
        #expect(try CPVHints.categories(of: [#require(CPVCode("48000000"))]).isEmpty)
    }
}
