import Catalogue
import Testing

@Suite("Judging by date and by lattice")
struct JudgingTests {
    @Test("a certificate is met to its last day and fails from the next, with the day it expired")
    func expiry() throws {
        let held: JSON = [
            ["scheme": "cyber-essentials-plus", "status": "held", "until": "2026-01-12"]
        ]
        let must: JSON = ["assurance": "cyber-essentials-plus"]
        let last = try Examples.judgement(must, "assurances", held, on: "2026-01-12")
        #expect(last.verdict == .met)
        #expect(last.nextChange == Day("2026-01-13"))
        let next = try Examples.judgement(must, "assurances", held, on: "2026-01-13")
        #expect(next.verdict == .notMet)
        #expect(next.reason == "Cyber Essentials Plus expired on 12 January 2026.")
        #expect(next.nextChange == nil)
    }

    @Test("Plus covers basic, and basic does not cover Plus")
    func plusCoversBasic() throws {
        let plus: JSON = [
            ["scheme": "cyber-essentials-plus", "status": "held", "until": "2027-01-12"]
        ]
        let basic: JSON = [["scheme": "cyber-essentials", "status": "held", "until": "2027-01-12"]]
        #expect(
            try Examples.judgement(["assurance": "cyber-essentials"], "assurances", plus).verdict
                == .met)
        #expect(
            try Examples.judgement(["assurance": "cyber-essentials-plus"], "assurances", basic)
                .verdict == .notStated)
    }

    @Test("who does not hold basic cannot hold Plus")
    func deniedBelow() throws {
        let none: JSON = [["scheme": "cyber-essentials", "status": "notHeld"]]
        let judgement = try Examples.judgement(
            ["assurance": "cyber-essentials-plus"], "assurances", none)
        #expect(judgement.verdict == .notMet)
        #expect(judgement.reason.contains("Cyber Essentials is stated as not held"))
    }

    @Test("silence is not a no: nothing stated, and held without a date, are not stated")
    func silence() throws {
        let must: JSON = ["assurance": "cyber-essentials"]
        #expect(try Examples.judgement(must).verdict == .notStated)
        #expect(try Examples.judgement(must, "assurances", []).verdict == .notStated)
        let undated: JSON = [["scheme": "cyber-essentials", "status": "held"]]
        #expect(try Examples.judgement(must, "assurances", undated).verdict == .notStated)
    }

    @Test("a certificate with a first day alone is good for as long as its scheme says")
    func length() throws {
        let held: JSON = [["scheme": "cyber-essentials", "status": "held", "from": "2025-06-16"]]
        let must: JSON = ["assurance": "cyber-essentials"]
        #expect(try Examples.judgement(must, "assurances", held, on: "2026-06-15").verdict == .met)
        #expect(
            try Examples.judgement(must, "assurances", held, on: "2026-06-16").verdict == .notMet)
        #expect(
            try Examples.judgement(must, "assurances", held, on: "2025-06-15").verdict == .notMet)
    }

    @Test("being worked towards is not held")
    func inProgress() throws {
        let entries: JSON = [["scheme": "iso-27001", "status": "inProgress"]]
        #expect(
            try Examples.judgement(["assurance": "iso-27001"], "assurances", entries).verdict
                == .notMet)
    }

    @Test(
        "a place within another meets it",
        arguments: [
            ("uk", "eea", Verdict.met), ("eea", "uk", .notMet), ("uk", "world", .met),
            ("world", "eea", .notMet),
        ])
    func hosting(stated: String, asked: String, verdict: Verdict) throws {
        let judgement = try Examples.judgement(
            ["hosting": .string(asked)], "hosting", .string(stated))
        #expect(judgement.verdict == verdict)
    }

    @Test(
        "a higher level and a later version meet a lower and an earlier one",
        arguments: [
            ("wcag-2.2-aa", "wcag-2.1-aa", Verdict.met), ("wcag-2.2-a", "wcag-2.1-aa", .notMet),
            ("wcag-2.1-aaa", "wcag-2.2-aa", .notMet), ("en-301-549", "wcag-2.1-aa", .met),
            ("none", "wcag-2.0-a", .notMet),
        ])
    func accessibility(stated: String, asked: String, verdict: Verdict) throws {
        let judgement = try Examples.judgement(
            ["accessibility": .string(asked)], "accessibility", .string(stated))
        #expect(judgement.verdict == verdict)
    }

    @Test("a framework counts from its first to its last day")
    func framework() throws {
        let places: JSON = [
            ["framework": "g-cloud-14", "from": "2026-01-01", "until": "2026-12-31"]
        ]
        let must: JSON = ["framework": "g-cloud-14"]
        #expect(try Examples.judgement(must, "frameworks", places).verdict == .met)
        let late = try Examples.judgement(must, "frameworks", places, on: "2027-01-01")
        #expect(late.reason == "Its place on G-Cloud 14 ended on 28 October 2026.")
        let early = try Examples.judgement(must, "frameworks", places, on: "2025-12-31")
        #expect(early.verdict == .notMet)
        #expect(early.nextChange == Day("2026-01-01"))
        #expect(try Examples.judgement(must).verdict == .notStated)
    }

    @Test("an integration is found by whole words, whatever their case")
    func integration() throws {
        let stated: JSON = ["Access Mosaic (case notes)"]
        #expect(
            try Examples.judgement(["integration": "mosaic"], "integrations", stated).verdict
                == .met)
        #expect(
            try Examples.judgement(["integration": "Mos"], "integrations", stated).verdict
                == .notMet)
        #expect(try Examples.judgement(["integration": "Mosaic"]).verdict == .notStated)
    }

    @Test("evidence counts councils, not entries")
    func evidence() throws {
        let stated: JSON = [
            ["council": "Marlcombe", "since": "2024-03", "result": "Good."],
            ["council": "marlcombe", "since": "2025-03", "result": "Better."],
        ]
        #expect(
            try Examples.judgement(["evidenceFromCouncils": 1], "evidence", stated).verdict == .met)
        #expect(
            try Examples.judgement(["evidenceFromCouncils": 2], "evidence", stated).verdict
                == .notMet)
    }

    @Test("a place without dates ends with its framework; where nobody knows when, it is never met")
    func frameworkEnds() throws {
        let places: JSON = [["framework": "g-cloud-14"], ["framework": "our-own-list"]]
        let must: JSON = ["framework": "g-cloud-14"]
        let last = try Examples.judgement(must, "frameworks", places, on: "2026-10-28")
        #expect(last.verdict == .met)
        #expect(last.nextChange == Day("2026-10-29"))
        let next = try Examples.judgement(must, "frameworks", places, on: "2026-10-29")
        #expect(next.verdict == .notMet)
        let own = try Examples.judgement(
            ["framework": "our-own-list"], "frameworks", places, on: "2040-01-01")
        #expect(own.verdict == .notStated && own.reason.contains("not known"))
        let dated = try Examples.judgement(
            ["framework": "our-own-list"], "frameworks",
            [["framework": "our-own-list", "until": "2041-01-01"]], on: "2040-01-01")
        #expect(dated.verdict == .met)
    }
}
