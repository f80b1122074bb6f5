import Casework
import Events
import Foundation
import Testing

@Suite("Problems in a children in need return")
struct CINProblemTests {
    private typealias Return = CINReturn

    static let broken: [(episode: [String], element: String)] = [
        (CINReturn.episode("2025-02-30"), "CINreferralDate"),
        (CINReturn.episode(""), "CINreferralDate"),
        (CINReturn.episode("1066-04-13"), "CINreferralDate"),
        (CINReturn.episode(source: "18A"), "ReferralSource"),
        (CINReturn.episode(source: "1A or 6"), "ReferralSource"),
        (CINReturn.episode("01/06/2025"), "CINreferralDate"),
        (CINReturn.episode(source: ""), "ReferralSource"),
    ]

    @Test func `What is wrong with an episode is told by line and child, and costs it alone`()
        throws
    {
        for (episode, element) in Self.broken {
            let census = Return([
                Return.child("C-1", Return.episode()),
                Return.child("C-2", Return.episode("2025-01-01"), episode),
                Return.child("C-3", Return.episode()),
            ])
            let outcome = try census.read()
            #expect(outcome.referrals.count == 3, "\(element)")
            #expect(outcome.problems.count == 1, "\(element)")
            let problem = try #require(outcome.problems.first)
            #expect(problem.element == element)
            #expect(problem.child == 2)
            #expect(problem.cost == .episode)
            let line = census.lines[problem.line - 1]
            #expect(line.hasPrefix("<\(element)>") || line == "<CINdetails>", "\(line)")
            #expect(!problem.description.contains("C-2"))
            #expect(outcome.summary.episodesLeftOut == 1)
        }
    }

    @Test(arguments: [nil, "", "  ", String(repeating: "x", count: 101), "a\tb"])
    func `A child that cannot be named is left out alone`(id: String?) throws {
        let census = Return([
            Return.child("C-1", Return.episode()), Return.child(id, Return.episode()),
            Return.child("C-3", Return.episode()),
        ])
        let outcome = try census.read()
        #expect(outcome.referrals.count == 2)
        #expect(outcome.problems.map(\.cost) == [.child])
        #expect(outcome.problems.map(\.child) == [2])
        #expect(outcome.problems.map(\.element) == ["LAchildID"])
    }

    @Test func `An element that stands twice is not guessed at`() throws {
        var episode = Return.episode()
        episode.insert("<CINreferralDate>2025-06-02</CINreferralDate>", at: 2)
        let outcome = try Return([Return.child("C-1", episode)]).read()
        #expect(outcome.referrals.isEmpty)
        #expect(outcome.problems.map(\.element) == ["CINreferralDate"])
    }

    @Test func `Where the XML breaks off, the children before it are kept and it is said`() throws {
        let census = Return((1...5).map { Return.child("C-\($0)", Return.episode()) })
        let line = census.line(of: "<LAchildID>C-4</LAchildID>")
        for broken in ["<LAchildID>C-4</Wrong>", "<LAchildID>C-4</LAchildID", "\u{1}", "&nosuch;"] {
            var lines = census.lines
            lines[line - 1] = broken
            let outcome = try CINOutcome(lines.joined(separator: "\n"))
            #expect(outcome.referrals.count == 3, "\(broken)")
            #expect(outcome.problems.map(\.cost) == [.rest], "\(broken)")
            #expect(!outcome.summary.isComplete)
            let told = try #require(outcome.problems.first?.line)
            #expect((line...line + 1).contains(told), "\(broken)")
        }
        let cut = try CINOutcome(census.lines.prefix(line).joined(separator: "\n"))
        #expect(cut.referrals.count == 3)
        #expect(!cut.summary.isComplete)
    }

    @Test func `Bytes that are not UTF-8 end the reading where they stand`() throws {
        let census = Return((1...5).map { Return.child("C-\($0)é漢🙂", Return.episode()) })
        #expect(try census.read().referrals.count == 5)
        for bad: [UInt8] in [
            [0xff], [0xc3], [0xc0, 0x80], [0xe0, 0x80, 0x80], [0xed, 0xa0, 0x80], [0xf0, 0x9f],
            [0xf4, 0x90, 0x80, 0x80], [0x80],
        ] {
            for place in ["<LAchildID>C-4", "<LAchild", "<Child", "</Child"] {
                let child = try #require(census.xml.range(of: "<LAchildID>C-4"))
                let start = try #require(
                    census.xml[..<child.lowerBound].range(of: place, options: .backwards)
                        ?? census.xml[child.lowerBound...].range(of: place))
                let bytes =
                    Array(census.xml[..<start.upperBound].utf8) + bad
                    + Array(census.xml[start.upperBound...].utf8)
                var children: [String] = []
                var problems: [CINProblem] = []
                let summary = try CINCensus.read(
                    InputStream(data: Data(bytes)),
                    emit: { event, _ in children.append(event.childID.text) },
                    problem: { problems.append($0) })
                #expect(children.count <= 3 && children.count >= 2, "\(place) \(bad)")
                #expect(problems.map(\.cost) == [.rest], "\(place) \(bad)")
                #expect(!summary.isComplete)
            }
        }
    }

    @Test func `A character cut by the end of a read is put together again`() throws {
        // Longer than what the parser reads at a time, with characters of three bytes throughout.
        var census = Return([Return.child("漢字", Return.episode())])
        census.header.insert("<!-- \(String(repeating: "漢", count: 200_000)) -->", at: 1)
        let outcome = try census.read()
        #expect(outcome.events.map(\.childID.text) == ["漢字"])
        #expect(outcome.problems.isEmpty)
    }

    @Test(arguments: [
        (3, "<Collection>CLA</Collection>", "Collection"),
        (3, "<Collection>School Census</Collection>", "Collection"),
    ])
    func `A file whose header does not tell what it is is refused with the line`(
        place: Int, line: String, element: String
    ) throws {
        var census = Return([Return.child("C-1", Return.episode())])
        census.header[place] = line
        do {
            _ = try census.read()
            Issue.record("it was read")
        } catch let refusal as CINRefusal {
            #expect(refusal.element == element)
            #expect(refusal.line == (line.isEmpty ? 3 : place + 1))
        }
    }

    @Test func `A year that is not the reference date's is told and costs nothing`() throws {
        var census = Return([Return.child("C-1", Return.episode())])
        census.header[4] = "<Year>2025</Year>"
        let outcome = try census.read()
        #expect(outcome.referrals.count == 1)
        #expect(outcome.problems.map(\.cost) == [.nothing])
        #expect(outcome.problems.map(\.line) == [5])
    }

    @Test(arguments: [
        "", "x", "{}", "<a/>", "<Message/>", "<Message><Children></Children></Message>",
        "<Message><Header></Header></Message>", "<Message>",
    ])
    func `What is not a return is refused`(text: String) {
        #expect(throws: CINRefusal.self) { try CINOutcome(text) }
    }

    @Test func `A file that is not there is refused`() {
        #expect(throws: CINRefusal.self) {
            try CINCensus.read(
                path: "/nowhere/at/all.xml", emit: { _, _ in }, problem: { _ in })
        }
    }

    @Test(arguments: [
        "<!DOCTYPE Message [<!ENTITY secret SYSTEM \"file:///etc/passwd\">]>", "<!DOCTYPE Message>",
        "<?xml version=\"1.0\" encoding=\"IBM037\"?>",
        "<?xml version='1.0' encoding = 'UTF-16'?>", "<?xml <?a?> version='1.0'?>",
        "<?xml encoding='utf-8' encoding='UTF-7'?>",
        "<?xml version='1.0' \(String(repeating: " ", count: 300)) encoding='UTF-7'?>",
        "<?a", "<a <?b?>>", "\u{0}<\u{0}?\u{0}a\u{0}?\u{0}>",
    ])
    func `Document types and other encodings are refused`(start: String) throws {
        let census = Return([Return.child("&secret;", Return.episode())])
        #expect(throws: CINRefusal.self) { try CINOutcome(start + "\n" + census.xml) }
        #expect(throws: CINRefusal.self) { try CINOutcome(" " + start + "\n" + census.xml) }
    }

    @Test(arguments: [
        "", "<?xml version=\"1.0\"?>", "<?xml version='1.0' encoding='utf-8' standalone='yes'?>",
        "\u{feff}<?xml version=\"1.0\" encoding=\"UTF-8\"?>", "\u{feff}",
        "<?xml version=\"1.0\" encoding=\"Windows-1252\"?>", "<!-- A comment: a < b, a ! d -->",
    ])
    func `What other programs write at a file's start is passed over`(start: String) throws {
        let outcome = try CINOutcome(start + Return([Return.child("C-1", Return.episode())]).xml)
        #expect(outcome.referrals.count == 1)
        #expect(outcome.problems.isEmpty)
    }

    @Test func `An identifier is refused for what is wrong with it`() throws {
        for (id, reason) in [
            (String(repeating: "x", count: 200), "more than 100 characters"),
            (String(repeating: "e\u{301}", count: 101), "more than 100 characters"),
            ("a\tb", "control character"), ("a\u{200b}b", "cannot be seen"),
            ("a\u{a0}b", "not the plain space"), ("a\u{fffd}", "text was lost"),
        ] {
            let outcome = try Return([Return.child(id, Return.episode())]).read()
            #expect(outcome.referrals.isEmpty)
            let problem = try #require(outcome.problems.first)
            #expect(problem.reason.contains(reason), "\(problem)")
            #expect(problem.cost == .child)
            #expect(!problem.description.contains(id))
        }
        var child = Return.child("C-1", Return.episode())
        child.insert("<LAchildID>C-2</LAchildID>", at: 2)
        #expect(try Return([child]).read().problems.map(\.reason) == ["it stands twice"])
    }
}
