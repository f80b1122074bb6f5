import Catalogue
import Matching
import Ranking

/// The same numbers for the same seed (SplitMix64).
struct Dice {
    private var state: UInt64

    init(seed: Int) { state = UInt64(seed) &* 0x9E37_79B9_7F4A_7C15 }

    mutating func roll(_ sides: Int) -> Int {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
        return Int((mixed ^ mixed >> 31) % UInt64(sides))
    }

    mutating func pick<Value>(_ values: [Value]) -> Value { values[roll(values.count)] }
}

/// Catalogues of few words, so that much meets, with certificates that come and go in early 2026.
struct MadeUp {
    var dice: Dice

    init(seed: Int) { dice = Dice(seed: seed) }

    static let day = Day(number: 20_500)

    private static let words = [
        "referral", "contact", "family", "school", "travel", "plan", "worker", "duty", "record",
        "chronology", "carer", "foster", "placement", "payment", "form", "letter", "visit",
        "report", "inspection", "attendance", "language", "missing", "police", "health", "nurse",
        "housing", "debt", "advice", "telephone", "message",
    ]

    mutating func text(_ count: Int) -> String {
        (0..<count).map { _ in dice.pick(Self.words) }.joined(separator: " ")
    }

    mutating func date() -> JSON { .string("\(Self.day - 20 + dice.roll(40))") }

    mutating func solution(_ id: String) throws -> Solution {
        let assurances = (0..<dice.roll(3)).map { _ -> JSON in
            [
                "scheme": .string(dice.pick(["cyber-essentials", "cyber-essentials-plus"])),
                "status": .string(dice.pick(["held", "held", "held", "notHeld"])),
                "until": date(),
            ]
        }
        let places = (0..<dice.roll(2)).map { _ -> JSON in
            ["framework": "g-cloud-14", "from": date()]
        }
        return try Solution(
            json: .object(stating: [
                "id": .string(id), "supplier": .string("supplier-\(dice.roll(5))"),
                "name": .string(text(2)), "summary": .string(text(5 + dice.roll(10))),
                "description": .string(text(10 + dice.roll(40))),
                "problemsTackled": .array([.string(text(6) + " \(id)")]),
                "categories": ["front-door"],
                "assurances": dice.roll(4) == 0 ? nil : .array(assurances),
                "frameworks": dice.roll(4) == 0 ? nil : .array(places),
                "hosting": dice.pick([nil, "uk", "eea", "world"]),
            ]))
    }

    mutating func problem(_ id: String, status: String = "open") throws -> Problem {
        let musts: [JSON] = [
            ["assurance": "cyber-essentials"], ["assurance": "cyber-essentials-plus"],
            ["hosting": "uk"], ["hosting": "eea"], ["framework": "g-cloud-14"],
        ]
        let wants: [JSON] = [
            ["hosting": "uk"], ["evidenceFromCouncils": 1], ["category": "front-door"],
        ]
        return try Problem(
            json: [
                "id": .string(id), "council": .string("council-\(dice.roll(4))"),
                "title": .string(text(4)), "statement": .string(text(10 + dice.roll(30))),
                "phase": "discovery",
                "musts": .array((0..<dice.roll(3)).map { _ in dice.pick(musts) }),
                "wants": .array((0..<dice.roll(3)).map { _ in dice.pick(wants) }),
                "status": .string(status),
            ])
    }

    mutating func contents(solutions: Int, problems: Int) throws -> CatalogueContents {
        var contents = CatalogueContents()
        for number in 0..<solutions {
            let version = contents.version + 1
            contents.apply(
                CatalogueChange(
                    version: version,
                    .solution(
                        Versioned(try solution("s\(number)"), revision: 1, version: version))))
        }
        for number in 0..<problems {
            let version = contents.version + 1
            contents.apply(
                CatalogueChange(
                    version: version,
                    .problem(Versioned(try problem("p\(number)"), revision: 1, version: version))))
        }
        return contents
    }
}

extension Problem {
    func setting(_ key: String, to value: JSON?) throws -> Problem {
        try Problem(json: json.setting(key, to: value))
    }
}

extension Shortlist {
    var ids: [String] { places.map(\.match.solution) }
}
