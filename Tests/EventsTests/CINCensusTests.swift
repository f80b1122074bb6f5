import Casework
import Events
import Foundation
import Testing

@Suite("Reading a children in need return")
struct CINCensusTests {
    private typealias Return = CINReturn

    @Test func `An episode gives a referral, and a closure where it is closed`() throws {
        let census = Return([
            Return.child(
                " C-1 ", Return.episode(closed: "2025-07-01", reason: "RC8"),
                Return.episode("2025-09-01", source: "5D", need: nil, nfa: "TRUE"))
        ])
        let outcome = try census.read()
        #expect(outcome.problems.isEmpty)
        #expect(outcome.events.allSatisfy { $0.childID == ChildID("C-1") })
        #expect(outcome.events.allSatisfy { $0.source == "cin-census/201" })
        #expect(
            outcome.referrals.map(\.id.text) == [
                "CIN-C-1-2025-06-01-1A-1", "CIN-C-1-2025-09-01-5D-1",
            ])
        #expect(outcome.referrals.map(\.source) == [.familyMember, .earlyHelp])
        #expect(outcome.referrals.map(\.primaryNeed) == [.abuseOrNeglect, nil])
        #expect(outcome.referrals.map(\.noFurtherAction) == [false, true])
        #expect(outcome.referrals.map(\.receivedAt.description) == ["2025-06-01", "2025-09-01"])
        #expect(outcome.closures.map(\.referralID.text) == ["CIN-C-1-2025-06-01-1A-1"])
        #expect(outcome.closures.map(\.reason) == [.noActionAfterAssessment])
        let first = census.line(of: "<CINdetails>")
        #expect(outcome.lines == [first, first, census.line(of: "<CINdetails>", 2)])
        #expect(outcome.summary.isComplete)
        #expect(outcome.summary.referrals == 2)
        #expect(outcome.summary.closures == 1)
        #expect(outcome.summary.bytes == census.xml.utf8.count)
    }

    @Test func `Events read back as any others do`() throws {
        let outcome = try Return([
            Return.child("C-1", Return.episode(closed: "2025-07-01", reason: "RC8"))
        ]).read()
        for event in outcome.events {
            #expect(try EventDecoder().decode(EventEncoder.encode(event)) == event)
        }
    }

    @Test(arguments: [
        ("2026-05-23T11:14:05", "2026-05-23T10:14:05Z"),
        ("2026-01-23T11:14:05.5", "2026-01-23T11:14:05.500Z"),
        ("2025-05-23T11:14:05", "2026-03-31T22:59:59.999Z"),
        ("2062-05-23T11:14:05", "2026-03-31T22:59:59.999Z"),
        ("2026-05-23T11:14:05Z", "2026-05-23T11:14:05Z"),
        ("2026-05-23T11:14:05+02:00", "2026-05-23T09:14:05Z"),
        ("", "2026-03-31T22:59:59.999Z"), ("yesterday", "2026-03-31T22:59:59.999Z"),
        ("2026-05-20", "2026-05-20T22:59:59.999Z"), ("2026-05-20Z", "2026-05-20T22:59:59.999Z"),
        ("2026-05-20 10:00:00", "2026-05-20T09:00:00Z"),
        ("2026-05-20 10:00", "2026-05-20T09:00:00Z"),
        ("2026/05/20 10:00", "2026-05-20T09:00:00Z"), ("20/05/2026", "2026-05-20T22:59:59.999Z"),
        ("2026-05-20T10:00Z", "2026-05-20T10:00:00Z"),
        ("2026-5-20T10:00:00", "2026-05-20T09:00:00Z"),
    ])
    func `The time of the events is the header's, on London's clock`(
        stated: String, time: String
    ) throws {
        var census = Return([Return.child("C-1", Return.episode())])
        census.header[9] = "<DateTime>\(stated)</DateTime>"
        let outcome = try census.read()
        #expect(outcome.events.map(\.time.description) == [time])
        let isLost = time.hasPrefix("2026-03-31") && !stated.isEmpty
        #expect(outcome.problems.allSatisfy { $0.cost == (isLost ? .value : .nothing) })
        let isPlain = stated.contains("T") && stated.contains(":05")
        #expect(outcome.problems.count == (isPlain && !isLost ? 0 : 1))
    }

    @Test func `Importing twice gives the same, a change gives another event`() throws {
        let census = Return([Return.child("C-1", Return.episode(), Return.episode("2025-08-01"))])
        let first = try census.read().events
        #expect(try census.read().events == first)
        #expect(Set(first.map(\.id)).count == 2)
        let changed = try Return([
            Return.child("C-1", Return.episode(need: "N4"), Return.episode("2025-08-01"))
        ]).read().events
        #expect(changed[0].id != first[0].id)
        #expect(changed[0].fact.record == first[0].fact.record)
        #expect(changed[1] == first[1])
    }

    @Test func `Referrals of one child on one day are told apart by who referred`() throws {
        let outcome = try Return([
            Return.child(
                "C-1", Return.episode(), Return.episode(source: "ZZ"), Return.episode(source: "6"),
                Return.episode(closed: "2025-06-20", reason: "RC8"), Return.episode(nfa: "true"),
                Return.episode(closed: "2025-07-20", reason: "RC7"))
        ]).read()
        // Of one source, what lasts longest comes first.
        #expect(
            outcome.referrals.map(\.id.text) == [
                "CIN-C-1-2025-06-01-1A-1", "CIN-C-1-2025-06-01-6-1", "CIN-C-1-2025-06-01-1A-3",
                "CIN-C-1-2025-06-01-1A-4", "CIN-C-1-2025-06-01-1A-2",
            ])
    }

    @Test func `The order of a day in the document says nothing`() throws {
        let episodes = [
            Return.episode(), Return.episode(need: "N4"), Return.episode(nfa: "true"),
            Return.episode(closed: "2025-06-20", reason: "RC8"),
            Return.episode(closed: "2025-06-20", reason: "RC9"),
            Return.episode(closed: "2025-06-20"), Return.episode(source: "6"),
        ]
        func events(_ episodes: [[String]]) throws -> Set<Event> {
            var child = Return.child("C-1")
            child.insert(contentsOf: episodes.flatMap { $0 }, at: child.count - 1)
            return Set(try Return([child]).read().events)
        }
        let expected = try events(episodes)
        #expect(expected.count == 9)
        for turn in 1..<episodes.count {
            let turned = Array(episodes[turn...] + episodes[..<turn])
            #expect(try events(turned) == expected, "\(turn)")
            #expect(try events(turned.reversed()) == expected, "\(turn)")
        }
    }

    @Test(arguments: ["true", "TRUE", "1", "false", "FALSE", "0"])
    func `Truth is written in three ways`(text: String) throws {
        let outcome = try Return([Return.child("C-1", Return.episode(nfa: text))]).read()
        #expect(outcome.referrals.map(\.noFurtherAction) == [["true", "TRUE", "1"].contains(text)])
    }

    @Test func `Text between elements and elements of other years do no harm`() throws {
        var child = Return.child("C-1", Return.episode())
        child.insert("stray text <UPNunknown>UN3</UPNunknown>PersonBirthDate", at: 2)
        child.insert(
            "<PreProceedingsandFGDM><PPOutcome>A</PPOutcome></PreProceedingsandFGDM>", at: 9)
        #expect(try Return([child]).read().referrals.count == 1)
        #expect(try Return([child]).read().problems.isEmpty)
    }

    @Test func `A value in a CDATA section, or with a comment in it, is the same value`() throws {
        let plain = Return([
            Return.child("C-1", Return.episode(closed: "2025-07-01", reason: "RC8"))
        ])
        let odd = plain.xml
            .replacing(">2025-07-01<", with: "><![CDATA[2025-07-01]]><")
            .replacing(">C-1<", with: ">C<!-- a comment -->-<![CDATA[1]]><")
            .replacing(">N1<", with: "><![CDATA[N1]]><")
        #expect(odd != plain.xml)
        let outcome = try CINOutcome(odd)
        #expect(outcome.problems.isEmpty)
        #expect(outcome.events == (try plain.read()).events)
    }

    @Test func `The progress told is the bytes read`() throws {
        let census = Return((0..<2_000).map { Return.child("C-\($0)", Return.episode()) })
        var told: [Int] = []
        _ = try CINCensus.read(
            InputStream(data: Data(census.xml.utf8)), progress: { told.append($0) },
            emit: { _, _ in }, problem: { _ in })
        #expect(told.last == census.xml.utf8.count)
        #expect(told.count > 5)
        #expect(told == told.sorted())
    }

    @Test func `When taking an event in fails, reading ends with that error`() throws {
        struct Full: Error {}
        let census = Return((0..<100).map { Return.child("C-\($0)", Return.episode()) })
        var taken = 0
        #expect(throws: Full.self) {
            _ = try CINCensus.read(
                InputStream(data: Data(census.xml.utf8)),
                emit: { _, _ in
                    taken += 1
                    if taken == 3 { throw Full() }
                }, problem: { _ in })
        }
        #expect(taken == 3)
    }
}
