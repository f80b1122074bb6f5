import Catalogue

/// Entries by chance: the same seed, the same entries (SplitMix64).
struct Dice {
    private var state: UInt64

    init(seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 &+ 1 }

    mutating func roll(_ sides: Int) -> Int {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return Int((mixed ^ (mixed >> 31)) % UInt64(sides))
    }

    mutating func pick<Value>(_ values: [Value]) -> Value { values[roll(values.count)] }

    private static let words = [
        "contacts", "family", "school", "attendance", "duty", "referral", "police", "placement",
        "foster", "transport", "invoice", "plan", "review", "meeting", "record", "panel",
    ]

    private mutating func text(_ count: Int) -> String {
        (0..<count).map { _ in pick(Dice.words) }.joined(separator: " ")
    }

    mutating func solution(_ id: String) throws -> Solution {
        var json = Shop.solution(id, tackles: text(6))
            .setting("summary", to: .string(text(8)))
            .setting("description", to: .string(text(20)))
        if roll(3) > 0 {
            json = json.setting("hosting", to: .string(pick(["uk", "eea", "world"])))
        }
        return try Solution(json: json)
    }

    mutating func problem(_ id: String) throws -> Problem {
        let musts: JSON = pick([[], [["hosting": "eea"]], [["hosting": "uk"]]])
        return try Problem(
            json: Shop.problem(
                id, statement: text(12), ["title": .string(text(3)), "musts": musts]))
    }
}
