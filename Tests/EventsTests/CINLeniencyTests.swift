import Casework
import Events
import Foundation
import Testing

@Suite("A return that is not written as it should be")
struct CINLeniencyTests {
    private typealias Return = CINReturn

    @Test(arguments: [
        (3, "<Collection>cin</Collection>"), (3, ""),
        (4, "<Year>2025</Year>"), (4, ""), (4, "<Year>soon</Year>"),
        (5, "<ReferenceDate>2026-03-28</ReferenceDate>"), (5, ""),
        (5, "<ReferenceDate>soon</ReferenceDate>"),
        (5, "<ReferenceDate>2026-03-31T00:00:00</ReferenceDate>"),
        (5, "<ReferenceDate>2062-03-31</ReferenceDate>"),
        (5, "<ReferenceDate>2025-03-31</ReferenceDate>"),
    ])
    func `An odd header costs nothing, and is told where it changes what is read`(
        place: Int, line: String
    ) throws {
        var census = Return([Return.child("C-1", Return.episode())])
        census.header[place] = line
        let outcome = try census.read()
        #expect(outcome.referrals.count == 1)
        #expect(outcome.summary.referenceDate == Day(year: 2026, month: 3, day: 31))
        #expect(outcome.events.map(\.time.description) == ["2026-05-23T10:14:05Z"])
        #expect(outcome.problems.allSatisfy { $0.cost == .nothing })
    }

    @Test func `Where neither Year nor ReferenceDate tells the year, it is refused`() {
        var census = Return([Return.child("C-1", Return.episode())])
        census.header[4] = ""
        census.header[5] = "<ReferenceDate>soon</ReferenceDate>"
        #expect(throws: CINRefusal.self) { try census.read() }
    }

    @Test func `Prefixes of a namespace are passed over`() throws {
        let plain = Return([
            Return.child("C-1", Return.episode(closed: "2025-07-01", reason: "RC8"))
        ])
        let prefixed = plain.xml.replacing("</", with: "\u{1}").replacing("<", with: "<cin:")
            .replacing("\u{1}", with: "</cin:")
            .replacing("<cin:Message>", with: "<cin:Message xmlns:cin=\"urn:cin\">")
        let outcome = try CINOutcome(prefixed)
        #expect(outcome.events == (try plain.read()).events)
        #expect(outcome.problems.isEmpty)
    }

    @Test(arguments: [
        ("Y", true), ("y", true), ("Yes", true), ("YES", true), ("True", true), ("1", true),
        ("N", false), ("no", false), ("False", false), ("0", false),
    ])
    func `Truth in other words is read`(text: String, value: Bool) throws {
        let outcome = try Return([Return.child("C-1", Return.episode(nfa: text))]).read()
        #expect(outcome.referrals.map(\.noFurtherAction) == [value])
        #expect(outcome.problems.count <= 1)
    }

    @Test(arguments: [
        ("2a", ReferralSource.school), ("2A: School", .school), ("q) 6: Police", .police),
        ("06", .police), ("10 - Unknown", .unknown),
        ("3D: Other primary health", .otherPrimaryHealth),
        (" 1A ", .familyMember),
    ])
    func `A code is read in small letters and with its label`(
        text: String, source: ReferralSource
    ) throws {
        let outcome = try Return([
            Return.child(
                "C-1",
                Return.episode(source: text, need: "n1", closed: "2025-07-01", reason: "rc8 - NFA"))
        ]).read()
        #expect(outcome.referrals.map(\.source) == [source])
        #expect(outcome.referrals.map(\.primaryNeed) == [.abuseOrNeglect])
        #expect(outcome.closures.map(\.reason) == [.noActionAfterAssessment])
        #expect(outcome.problems.allSatisfy { $0.cost == .nothing })
        #expect(outcome.problems.map(\.element).contains("PrimaryNeedCode"))
    }

    @Test(arguments: [
        ("2025-06-01T10:00:00", "2025-06-01"), ("2025-06-01T00:00:00Z", "2025-06-01"),
        // The moment at which 1 June begins in London.
        ("2025-05-31T23:00:00Z", "2025-06-01"), ("2025-06-01Z", "2025-06-01"),
        ("2025-06-01+01:00", "2025-06-01"), ("2025-06-01 10:00:00", "2025-06-01"),
        ("2025-06-01T10:00", "2025-06-01"), ("2025/06/01", "2025-06-01"),
    ])
    func `A date with a time or a zone is read as the day`(text: String, day: String) throws {
        let outcome = try Return([
            Return.child("C-1", Return.episode(text, closed: text, reason: "RC7"))
        ]).read()
        #expect(outcome.referrals.map(\.receivedAt.description) == [day])
        #expect(outcome.closures.map(\.closedAt.description) == [day])
        #expect(outcome.referrals.map(\.id.text) == ["CIN-C-1-\(day)-1A-1"])
        #expect(outcome.problems.map(\.cost) == [.nothing, .nothing])
    }

    @Test func `A way of writing is told where it is met first, and how often it is met`() throws {
        let census = Return((1...50).map { Return.child("C-\($0)", Return.episode(nfa: "N")) })
        let outcome = try census.read()
        #expect(outcome.referrals.count == 50)
        #expect(
            outcome.problems.map(\.line) == [
                census.line(of: "<ReferralNFA>N</ReferralNFA>"),
                census.line(of: "<ReferralNFA>N</ReferralNFA>", 50),
            ])
        #expect(outcome.problems.last?.reason.contains("50 places") == true)
    }

    @Test(
        arguments: [
            ("2025-07-01", nil, "ReasonForClosure"), (nil, "RC8", "CINclosureDate"),
            ("2025-13-01", "RC8", "CINclosureDate"), ("2025-07-01", "RC10", "ReasonForClosure"),
        ] as [(String?, String?, String)])
    func `Half a closing costs the closing and not the referral`(
        closed: String?, reason: String?, element: String
    ) throws {
        let outcome = try Return([
            Return.child("C-1", Return.episode(closed: closed, reason: reason))
        ]).read()
        #expect(outcome.referrals.count == 1)
        #expect(outcome.closures.isEmpty)
        #expect(outcome.problems.map(\.cost) == [.closing])
        #expect(outcome.problems.map(\.element) == [element])
        #expect(outcome.summary.closingsLeftOut == 1)
    }

    @Test func `What a referral can do without is left out alone`() throws {
        let outcome = try Return([
            Return.child("C-1", Return.episode(need: "N10", nfa: "perhaps")),
            Return.child("C-2", Return.episode(nfa: nil)),
        ]).read()
        #expect(outcome.referrals.map(\.primaryNeed) == [nil, .abuseOrNeglect])
        #expect(outcome.referrals.map(\.noFurtherAction) == [nil, nil])
        #expect(
            outcome.problems.map(\.element) == ["PrimaryNeedCode", "ReferralNFA", "ReferralNFA"])
        #expect(outcome.problems.map(\.cost) == [.value, .value, .nothing])
        #expect(outcome.summary.valuesLeftOut == 2)
        #expect(outcome.problems.count { "\($0)".contains("nothing is left out") } == 1)
    }

    @Test func `Dates that cannot be are told with their line, and read`() throws {
        let census = Return([
            Return.child(
                "C-1", Return.episode("1900-01-01"), Return.episode("2026-04-20"),
                Return.episode("2062-01-01"),
                Return.episode("2025-06-02", closed: "2062-07-01", reason: "RC8"),
                Return.episode("2025-06-03", closed: "2025-05-01", reason: "RC8"))
        ])
        let outcome = try census.read()
        #expect(outcome.referrals.count == 5)
        #expect(outcome.closures.count == 2)
        #expect(outcome.problems.allSatisfy { $0.cost == .nothing })
        #expect(
            outcome.problems.map { census.lines[$0.line - 1] } == [
                "<CINreferralDate>1900-01-01</CINreferralDate>",
                "<CINreferralDate>2026-04-20</CINreferralDate>",
                "<CINreferralDate>2062-01-01</CINreferralDate>",
                "<CINclosureDate>2062-07-01</CINclosureDate>",
                "<CINclosureDate>2025-05-01</CINclosureDate>",
            ])
    }

    @Test func `A child that stands twice is one child`() throws {
        let outcome = try Return([
            Return.child("C-1", Return.episode(), Return.episode("2025-07-01")),
            Return.child("C-2", Return.episode()),
            Return.child(
                "C-1", Return.episode(), Return.episode("2025-07-01", source: "6"),
                Return.episode("2025-09-01")),
        ]).read()
        #expect(
            outcome.referrals.map(\.id.text) == [
                "CIN-C-1-2025-06-01-1A-1", "CIN-C-1-2025-07-01-1A-1",
                "CIN-C-2-2025-06-01-1A-1", "CIN-C-1-2025-07-01-6-1",
                "CIN-C-1-2025-09-01-1A-1",
            ])
        #expect(outcome.problems.map(\.cost) == [.nothing])
        let contrary = try Return([
            Return.child("C-1", Return.episode()),
            Return.child("C-1", Return.episode(closed: "2025-07-01", reason: "RC8")),
        ]).read()
        #expect(contrary.closures.isEmpty)
        #expect(contrary.problems.map(\.cost) == [.nothing, .episode])
    }

    @Test func `An element of very many attributes is refused before the parser meets them`() throws
    {
        var census = Return([Return.child("C-1", Return.episode())])
        let many = (0..<20_000).map { "a\($0)='>'" }.joined(separator: " ")
        census.children.append(["<Child \(many)></Child>"])
        let outcome = try census.read()
        #expect(outcome.referrals.count == 1)
        #expect(outcome.problems.map(\.cost) == [.rest])
        // Comments and CDATA sections may be of any length.
        census.children[1] = [
            "<!-- \(many) -->", "<Child><![CDATA[<\(many)]]></Child>",
        ]
        #expect(try census.read().summary.isComplete)
    }
}
