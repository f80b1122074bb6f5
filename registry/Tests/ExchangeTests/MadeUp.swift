import Catalogue

/// Made-up catalogues whose texts are as awkward as an entry may be, from a seed.
struct MadeUp {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    /// SplitMix64.
    private mutating func next(below limit: Int) -> Int {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return Int((mixed ^ (mixed >> 31)) % UInt64(limit))
    }

    private mutating func chance() -> Bool { next(below: 2) == 0 }

    private mutating func pick<Element>(_ elements: [Element]) -> Element {
        elements[next(below: elements.count)]
    }

    private static let words = [
        "=1+1", "@sum", "-", "'=x", "''", "\"quoted\"", "a;b", "a,b", "a\\;b", "\\", "(none)", "rn",
        "x.rnrnY", "&apos;", "&amp;amp;", "£5", "日本", "é", "'", "+44", "family", "contact", "The",
        "שלום", ";", ",", "|", "%", "＝",
    ]

    /// A text of one line, or of several.
    private mutating func text(_ most: Int, isLong: Bool = false) -> String {
        var text = MadeUp.words[next(below: MadeUp.words.count)]
        for _ in 0..<next(below: most) {
            text += pick(isLong ? [" ", "\n", "\n\n", "\t", "  "] : [" ", "  "])
            text += pick(MadeUp.words)
        }
        // What is written is what is kept, space at the ends too, where it is no name or title.
        return most < 20 ? text : pick(["", "", " "]) + text + pick(["", "", " "])
    }

    private mutating func list(_ count: Int, of most: Int) -> JSON {
        var texts: [JSON] = []
        for _ in 0..<(1 + next(below: count)) {
            let text = JSON.string(text(most))
            if !texts.contains(text) { texts.append(text) }
        }
        return .array(texts)
    }

    private mutating func perhaps(_ value: JSON) -> JSON { chance() ? value : .null }

    private mutating func day() -> JSON {
        .string("20\(20 + next(below: 10))-0\(1 + next(below: 9))-1\(next(below: 10))")
    }

    private mutating func organisation(_ id: String, _ kind: String) throws -> Organisation {
        try Organisation(
            json: .stating([
                "id": .string(id), "name": .string(text(4)), "kind": .string(kind),
                "sample": chance() ? true : nil,
                "identifiers": chance()
                    ? [
                        ["scheme": "GB-LAC", "id": .string("E0\(next(below: 99_999))")],
                        [
                            "scheme": "XX;Y", "id": .string(text(2)), "from": "2001-01-01",
                            "until": "2012-12-31",
                        ],
                    ] : nil,
                "size": perhaps(.string(pick(["micro", "small", "medium", "large"]))),
                "population": perhaps(.number(1 + next(below: 1_000_000))),
                "website": perhaps("https://x.example/?a=1;b,2"),
            ]))
    }

    private mutating func solution(_ id: String, of supplier: String) throws -> Solution {
        let assurances: JSON = [
            .stating([
                "scheme": "cyber-essentials", "status": "held", "from": "2026-01-01",
                "scope": perhaps(.string(text(5))),
            ]),
            ["scheme": "iso-27001", "status": "notHeld"],
        ]
        let evidence: JSON = [
            ["council": .string(text(3)), "since": "2024-03", "result": .string(text(5))]
        ]
        return try Solution(
            json: .stating([
                "id": .string(id), "supplier": .string(supplier), "name": .string(text(4)),
                "summary": .string(text(20)), "description": .string(text(40, isLong: true)),
                "problemsTackled": list(4, of: 10), "features": perhaps(list(6, of: 3)),
                "benefits": perhaps(list(6, of: 3)),
                "categories": perhaps(["front-door", "case-management"]),
                "price": perhaps([
                    "min": "10.5", "max": "12.12345", "currency": "EUR", "unit": "Virtual machine",
                    "interval": .string(pick(["", "6 months"])),
                ]),
                "assurances": pick([nil, [], assurances]),
                "frameworks": pick([
                    nil, [], [["framework": "g-cloud-14", "until": "2027-01-01"]],
                ]),
                "hosting": perhaps("uk"),
                "deployment": pick([nil, [], ["public-cloud", "hybrid"]]),
                "accessibility": perhaps("wcag-2.2-aa"),
                "integrations": pick([nil, [], ["(none)"], list(3, of: 3)]),
                "evidence": pick([nil, [], evidence]), "sample": chance() ? true : nil,
            ]))
    }

    private mutating func problem(_ id: String, of council: String) throws -> Problem {
        let musts: [JSON] = [
            ["assurance": "cyber-essentials-plus", "note": .string(text(4))],
            ["deployment": ["public-cloud", "hybrid"]], ["integration": .string(text(3))],
            ["evidenceFromCouncils": 2], ["pricePerYearAtMost": "60000.00"],
            ["category": "front-door"], ["hosting": "eea"],
        ]
        return try Problem(
            json: .stating([
                "id": .string(id), "council": .string(council), "title": .string(text(4)),
                "statement": .string(text(60, isLong: true)),
                "affected": perhaps(.string(text(20, isLong: true))),
                "tried": perhaps(.string(text(20, isLong: true))),
                "phase": .string(pick(["not-started", "discovery", "live"])),
                "budget": perhaps([
                    "amount": "60000.12", "currency": .string(pick(["GBP", "ZZY"])),
                    "per": .string(pick(["Year", "total"])),
                ]),
                "deadline": perhaps(day()), "units": perhaps(["User": 240, "Virtual machine": 3]),
                "musts": .array(Array(musts.prefix(next(below: 8)))),
                "wants": .array(Array(musts.suffix(next(below: 8)))),
                "categories": perhaps(["travel"]),
                "status": .string(pick(["open", "closed", "nothing-suitable"])),
                "sample": chance() ? true : nil,
            ]))
    }

    /// A small catalogue.
    mutating func contents() throws -> CatalogueContents {
        var organisations: [Versioned<Organisation>] = []
        var solutions: [Versioned<Solution>] = []
        var problems: [Versioned<Problem>] = []
        for number in 1...3 {
            organisations.append(
                Versioned(try organisation("s\(number)", "supplier"), revision: 1, version: 1))
            organisations.append(
                Versioned(try organisation("c\(number)", "council"), revision: 1, version: 1))
            for index in 1...3 {
                let id = "\(number)-\(index)"
                solutions.append(
                    Versioned(try solution("sol-\(id)", of: "s\(number)"), revision: 1, version: 1))
                problems.append(
                    Versioned(try problem("p-\(id)", of: "c\(number)"), revision: 1, version: 1))
            }
        }
        return CatalogueContents(
            version: 1, organisations: organisations, solutions: solutions, problems: problems)
    }
}

extension JSON {
    /// The object of those members that are not null.
    fileprivate static func stating(_ members: KeyValuePairs<String, JSON>) -> JSON {
        .object(members.filter { $0.value != .null }.map { Member($0.key, $0.value) })
    }
}
