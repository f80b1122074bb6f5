import Legibility
import Testing

@Suite("Whether a text is what a person reads of it")
struct LegibilityTests {
    @Test(arguments: [
        "AB-1", "AB 1", "AB  1", "é", "ž", "山田", "עברית", "A/B?c#d", "😀", "ⅷ", "-", "0",
    ])
    func `What can be read names something`(text: String) {
        #expect(Legibility.fault(inIdentifier: text) == nil)
        #expect(Legibility.fault(inLine: text) == nil)
        #expect(Legibility.fault(inText: text) == nil)
    }

    @Test(
        "What cannot does not, and is told by its code",
        arguments: [
            ("", .blank), ("  ", .blank), ("\u{3000}", .blank), ("\u{2800}", .blank),
            (" a", .padded), ("a ", .padded), ("a\u{a0}", .padded), ("\u{2003}a", .padded),
            ("a\u{2800}", .padded), ("a\tb", .control("\t")), ("a\u{7f}", .control("\u{7f}")),
            ("a\u{85}b", .control("\u{85}")), ("a\u{200b}", .hidden("\u{200b}")),
            ("a\u{200d}b", .hidden("\u{200d}")), ("\u{202e}a", .hidden("\u{202e}")),
            ("a\u{2069}", .hidden("\u{2069}")), ("a\u{2028}b", .hidden("\u{2028}")),
            ("a\u{2029}b", .hidden("\u{2029}")), ("\u{feff}a", .hidden("\u{feff}")),
            ("a\u{ad}b", .hidden("\u{ad}")), ("a\u{34f}b", .hidden("\u{34f}")),
            ("a\u{3164}b", .hidden("\u{3164}")), ("a\u{fe0f}", .hidden("\u{fe0f}")),
            ("a\u{e0041}", .hidden("\u{e0041}")), ("a\u{61c}b", .hidden("\u{61c}")),
        ] as [(String, Legibility.Fault)])
    func illegible(text: String, fault: Legibility.Fault) {
        #expect(Legibility.fault(inLine: text) == fault)
        #expect(Legibility.fault(inIdentifier: text) == fault)
        #expect(!fault.problem.isEmpty && !fault.remedy.isEmpty)
    }

    @Test(arguments: [0xfdd0, 0xfffe, 0xffff, 0x1fffe, 0x10ffff] as [UInt32])
    func `A code point that is no character is not one that could be shown`(code: UInt32) throws {
        let scalar = try #require(Unicode.Scalar(code))
        for fault in [
            Legibility.fault(inLine: "a\(scalar)"), Legibility.fault(inText: "a\(scalar)"),
        ] {
            #expect(fault == .hidden(scalar))
        }
    }

    @Test(
        "An identifier is held to more, since it is compared",
        arguments: [
            ("a\u{a0}b", .oddBlank("\u{a0}")), ("a\u{2009}b", .oddBlank("\u{2009}")),
            ("a\u{fffd}", .damaged), ("e\u{301}", .decomposed), ("\u{212a}", .decomposed),
            ("\u{1100}\u{1161}", .decomposed),
        ] as [(String, Legibility.Fault)])
    func compared(text: String, fault: Legibility.Fault) {
        #expect(Legibility.fault(inIdentifier: text) == fault)
        #expect(Legibility.fault(inLine: text) == nil)
    }

    @Test func `Lines may break, and scripts may join their letters; directions stay`() {
        #expect(Legibility.fault(inText: "a\r\n\tb") == nil)
        #expect(Legibility.fault(inText: "می\u{200c}خواهم 👩\u{200d}👧") == nil)
        #expect(Legibility.fault(inText: "a\u{202e}b") == .hidden("\u{202e}"))
        #expect(Legibility.fault(inText: "a\u{0}b") == .control("\0"))
        #expect(Legibility.fault(inText: " \n") == .blank)
    }
}
