import Casework
import Events
import Foundation

/// A return for a test: lines, so that a test can say on which one a problem stands.
struct CINReturn {
    var header = [
        "<Message>", "<Header>", "<CollectionDetails>", "<Collection>CIN</Collection>",
        "<Year>2026</Year>", "<ReferenceDate>2026-03-31</ReferenceDate>", "</CollectionDetails>",
        "<Source>", "<LEA>201</LEA>", "<DateTime>2026-05-23T11:14:05</DateTime>", "</Source>",
        "</Header>", "<Children>",
    ]
    var children: [[String]] = []

    init(_ children: [[String]]) { self.children = children }

    /// A child on lines of its own; `id` nil leaves it without an identifier.
    static func child(_ id: String?, _ episodes: [String]...) -> [String] {
        let identifier = id.map { ["<LAchildID>\($0)</LAchildID>"] } ?? []
        return ["<Child>", "<ChildIdentifiers>"] + identifier
            + ["<PersonBirthDate>2015-03-27</PersonBirthDate>", "<Sex>M</Sex>"]
            + ["</ChildIdentifiers>"] + episodes.flatMap { $0 } + ["</Child>"]
    }

    static func episode(
        _ date: String = "2025-06-01", source: String = "1A", need: String? = "N1",
        closed: String? = nil, reason: String? = nil, nfa: String? = "false"
    ) -> [String] {
        func element(_ name: String, _ value: String?) -> [String] {
            value.map { ["<\(name)>\($0)</\(name)>"] } ?? []
        }
        return ["<CINdetails>"] + element("CINreferralDate", date)
            + element("ReferralSource", source) + element("PrimaryNeedCode", need)
            + element("CINclosureDate", closed) + element("ReasonForClosure", reason)
            + ["<Section47>", "<CINreferralDate>1999-01-01</CINreferralDate>", "</Section47>"]
            + element("ReferralNFA", nfa) + ["</CINdetails>"]
    }

    var lines: [String] {
        header + children.flatMap { $0 } + ["</Children>", "</Message>"]
    }

    var xml: String { lines.joined(separator: "\n") }

    /// The line of the nth line that is this.
    func line(of text: String, _ nth: Int = 1) -> Int {
        let places = lines.indices.filter { lines[$0] == text }
        return places[nth - 1] + 1
    }

    func read(correcting earlier: CINRecords? = nil) throws -> CINOutcome {
        try CINOutcome(xml, correcting: earlier)
    }

    func records() throws -> CINRecords {
        try CINRecords(of: InputStream(data: Data(xml.utf8)))
    }
}

/// What reading a return gave.
struct CINOutcome {
    var events: [Event] = []
    var lines: [Int] = []
    var problems: [CINProblem] = []
    var summary: CINSummary

    init(_ xml: String, correcting earlier: CINRecords? = nil) throws {
        var events: [Event] = []
        var lines: [Int] = []
        var problems: [CINProblem] = []
        summary = try CINCensus.read(
            InputStream(data: Data(xml.utf8)), correcting: earlier,
            emit: { event, line in
                events.append(event)
                lines.append(line)
            }, problem: { problems.append($0) })
        self.events = events
        self.lines = lines
        self.problems = problems
    }

    var referrals: [Referral] {
        events.compactMap { if case .referral(let referral) = $0.fact { referral } else { nil } }
    }
    var closures: [Closure] {
        events.compactMap { if case .closure(let closure) = $0.fact { closure } else { nil } }
    }
    var retracted: [RecordReference] {
        events.compactMap {
            if case .retraction(let retraction) = $0.fact { retraction.record } else { nil }
        }
    }
}
