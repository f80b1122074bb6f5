import Casework
import Events
import Foundation
import Testing

@Suite("A file around a return that is not written as it should be")
struct CINFileTests {
    private typealias Return = CINReturn

    private let plain = CINReturn([
        CINReturn.child("C-1", CINReturn.episode(closed: "2025-07-01", reason: "RC8")),
        CINReturn.child("C-2", CINReturn.episode()),
    ])

    private func read(_ bytes: some Sequence<UInt8>) throws -> (
        events: [Event], problems: [CINProblem], summary: CINSummary
    ) {
        var events: [Event] = []
        var problems: [CINProblem] = []
        let summary = try CINCensus.read(
            InputStream(data: Data(bytes)), emit: { event, _ in events.append(event) },
            problem: { problems.append($0) })
        return (events, problems, summary)
    }

    @Test(arguments: [
        ("", "it is missing"), ("<LEA/>", "it is missing"), ("<LEA>20</LEA>", "not three digits"),
        ("<LEA>2O1</LEA>", "not three digits"), ("<LEA>201 or 202</LEA>", "not three digits"),
    ])
    func `Whose return it is need not be known`(line: String, reason: String) throws {
        var census = plain
        census.header[8] = line
        let outcome = try census.read()
        let known = try plain.read()
        #expect(outcome.events.map(\.fact) == known.events.map(\.fact))
        #expect(outcome.events.allSatisfy { $0.source == "cin-census" })
        #expect(outcome.problems.map(\.element) == ["LEA"])
        #expect(outcome.problems.allSatisfy { $0.reason.contains(reason) })
        #expect(outcome.problems.map(\.cost) == (line.contains("2") ? [.value] : [.nothing]))
        // It may correct one whose it is known.
        census.header[9] = "<DateTime>2026-06-20T09:00:00</DateTime>"
        #expect(try census.read(correcting: plain.records()).retracted.isEmpty)
    }

    @Test(arguments: ["201: City", "E09000001 (201)", "LEA 201", "201 - 201"])
    func `An authority is read with its label`(text: String) throws {
        var census = plain
        census.header[8] = "<LEA>\(text)</LEA>"
        let outcome = try census.read()
        #expect(outcome.events == (try plain.read()).events)
        #expect(outcome.problems.map(\.cost) == [.nothing])
    }

    @Test(arguments: [
        "<?a?>", "<?xml-stylesheet href=\"a.xsl\"?>", "<?x?>", "<?a \n b\n?>", "<??>", "<?a ? > ?>",
        "<?xmlish <Child> ?>", "<?a \(String(repeating: "long ", count: 30_000))?>",
    ])
    func `A processing instruction is passed over wherever it stands`(text: String) throws {
        let lines = plain.lines
        let known = try plain.read()
        for place in lines.indices {
            var census = lines
            census.insert(text, at: place)
            let outcome = try CINOutcome(census.joined(separator: "\n"))
            #expect(outcome.events == known.events, "\(place)")
            #expect(outcome.problems.map(\.cost) == [.nothing], "\(place)")
            #expect(outcome.problems.map(\.line) == [place + 1])
            let added = text.split(separator: "\n", omittingEmptySubsequences: false).count
            for (line, knownLine) in zip(outcome.lines, known.lines) {
                #expect(line == (knownLine > place ? knownLine + added : knownLine))
            }
        }
        let inside = plain.xml.replacing(">C-1<", with: ">C\(text)-1<")
        #expect(try CINOutcome(text + inside + text).events.map(\.fact) == known.events.map(\.fact))
    }

    @Test func `What looks like an instruction in a comment is none`() throws {
        let odd = plain.xml.replacing(
            "<Children>", with: "<!-- <?a?> <!DOCTYPE a> <? --><Children>")
        let outcome = try CINOutcome(odd)
        #expect(outcome.events == (try plain.read()).events)
        #expect(outcome.problems.isEmpty)
    }

    @Test(
        arguments: [" ", "\n\n", "\u{feff}\u{feff}", " \u{feff}", "\u{feff}\r\n", "<!-- made -->"],
        ["<?xml version=\"1.0\"?>", "<?xml version='1.0' encoding='utf-8'?>"])
    func `A declaration need not stand at the very start`(before: String, start: String) throws {
        let outcome = try CINOutcome(before + start + plain.xml)
        #expect(outcome.events == (try plain.read()).events)
        #expect(outcome.problems.map(\.cost) == [.nothing])
        #expect(try CINOutcome(before + plain.xml).problems.isEmpty)
        #expect(throws: CINRefusal.self) {
            try CINOutcome(before + "<?xml encoding='UTF-7'?>" + plain.xml)
        }
    }

    @Test func `Children may stand before the header`() throws {
        let start = 1...11
        var lines = plain.lines
        let header = Array(lines[start])
        lines.removeSubrange(start)
        lines.insert(contentsOf: header, at: lines.count - 1)
        let outcome = try CINOutcome(lines.joined(separator: "\n"))
        #expect(outcome.events == (try plain.read()).events)
        #expect(outcome.problems.map(\.element) == ["Header"])
        #expect(outcome.problems.map(\.cost) == [.nothing])
        #expect(outcome.summary.children == 2)
        #expect(outcome.summary.isComplete)
        // Without one nobody knows what they mean.
        let none = plain.lines[..<1] + plain.lines[12...]
        #expect(throws: CINRefusal.self) { try CINOutcome(none.joined(separator: "\n")) }
    }

    @Test(arguments: ["iso-8859-1", "ISO-8859-1", "windows-1252", "Windows-1252"])
    func `A western encoding is read as the file declares it`(name: String) throws {
        let start = Array("<?xml version='1.0' encoding='\(name)'?>".utf8)
        let parts = plain.xml.replacing("<Children>", with: "<!--\u{1}--><Children>")
            .replacing("C-2", with: "C\u{1}2")
            .split(separator: "\u{1}")
        let bytes = start + parts[0].utf8 + [0x93] + parts[1].utf8 + [0xe9] + parts[2].utf8
        let outcome = try read(bytes)
        #expect(outcome.events.map(\.childID.text) == ["C-1", "C-1", "Cé2"])
        #expect(outcome.problems.map(\.cost) == [.nothing])
        #expect(outcome.summary.isComplete)
        // The same bytes in a file that does not say so are cut off where they stand.
        #expect(throws: CINRefusal.self) { try read(bytes.dropFirst(start.count)) }
        // Whoever declares it and writes UTF-8 is read as what it is.
        let odd = try read(start + Array(plain.xml.replacing("C-2", with: "Cé2").utf8))
        #expect(odd.events.map(\.childID.text) == ["C-1", "C-1", "Cé2"])
        #expect(odd.problems.isEmpty)
    }

    @Test func `Letters are read in their composed form`() throws {
        let decomposed = Return([Return.child("Zoe\u{308}", Return.episode())])
        let outcome = try decomposed.read()
        let composed = try Return([Return.child("Zo\u{eb}", Return.episode())]).read()
        #expect(outcome.events.map(\.id) == composed.events.map(\.id))
        #expect(
            outcome.events.map { Array($0.childID.text.unicodeScalars) } == [
                Array("Zo\u{eb}".unicodeScalars)
            ])
        #expect(outcome.problems.map(\.cost) == [.nothing])
        #expect(composed.problems.isEmpty)
    }

    @Test func `Names of elements are read however their letters are written`() throws {
        let known = try plain.read()
        func spelt(_ change: (String) -> String) -> String {
            plain.xml.replacing(#/</?[A-Za-z0-9]+/#) { change(String($0.output)) }
        }
        for text in [
            spelt { $0.lowercased() }, spelt { $0.uppercased() },
            plain.xml.replacing("CINclosureDate", with: "CinClosureDate"),
        ] {
            let outcome = try CINOutcome(text)
            #expect(outcome.events == known.events)
            #expect(outcome.problems.map(\.cost) == [.nothing])
            #expect(outcome.summary.closingsLeftOut == 0)
        }
    }

    @Test func `What stands twice and says the same costs nothing, and each other is told`() throws
    {
        var census = plain
        census.header.insert(census.header[9], at: 10)
        census.header.insert("<LEA>201</LEA>", at: 9)
        census.children[0].insert("<LAchildID>C-1</LAchildID>", at: 2)
        #expect(try census.read().events == plain.read().events)
        #expect(try census.read().problems.isEmpty)
        census.header[9] = "<LEA>202</LEA>"
        census.header[11] = "<DateTime>2026-05-24T11:14:05</DateTime>"
        #expect(try census.read().events == plain.read().events)
        #expect(try census.read().problems.map(\.element) == ["LEA", "DateTime"])
        #expect(try census.read().summary.valuesLeftOut == 2)
    }

    @Test(arguments: ["2025/26", "2025-26", "2025/2026"])
    func `A year is told by the two that it lies in`(text: String) throws {
        var census = plain
        census.header[4] = "<Year>\(text)</Year>"
        #expect(try census.read().events == plain.read().events)
        #expect(try census.read().problems.isEmpty)
        census.header[5] = ""
        #expect(try census.read().events == plain.read().events)
    }

    @Test func `A child of whom nothing happened is told`() throws {
        let outcome = try Return((1...20).map { Return.child("C-\($0)") }).read()
        #expect(outcome.summary.children == 20 && outcome.events.isEmpty)
        #expect(outcome.problems.map(\.element) == ["CINdetails", "CINdetails"])
        #expect(outcome.problems.last?.reason.contains("in 20 places") == true)
    }

    @Test(arguments: [
        ("C & 2", "&amp;"), ("C&nbsp;2", "that XML does not know"), ("C < 2", "&lt;"),
        ("C</Child>", "not the one that is open"), ("C\u{1}", "does not allow"),
    ])
    func `Why the XML is not well formed is said`(id: String, words: String) throws {
        let outcome = try CINOutcome(plain.xml.replacing("C-2", with: id))
        #expect(outcome.referrals.count == 1)
        #expect(outcome.problems.last?.reason.contains(words) == true, "\(outcome.problems)")
    }
}
