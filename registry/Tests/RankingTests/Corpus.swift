@testable import Ranking

/// Random numbers that are the same in every run (SplitMix64).
struct Seeded: RandomNumberGenerator {
    private var state: UInt64

    init(_ seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
        return mixed ^ mixed >> 31
    }
}

/// Made-up documents and needs out of words that people write, some far more often than others.
struct Corpus {
    var random: Seeded

    init(seed: UInt64) { random = Seeded(seed) }

    static let words = """
        the of and to in a is for that with children social worker case referral council family \
        assessment plan review record records recording recorded system systems data information \
        share sharing shared secure safe safely safeguarding early help support supporting supported \
        care carers caring foster fostering adoption education school schools pupil pupils health \
        service services duty team teams manager managers management report reports reporting alert \
        alerts late deadline deadlines visit visits visiting statutory return returns caseload \
        caseloads timely duplicate duplicates matching match matched relational operational \
        conditional organisation organised organising happily hopefulness ponies caresses national \
        vision decision digitizer conformable radically differently analogously vietnamization \
        predication operator feudalism decisiveness hopefulness callousness formaliti sensitiviti \
        triplicate formative formalize electriciti electrical goodness revival allowance inference \
        airliner gyroscopic adjustable defensible irritant replacement adjustment dependent adoption \
        communism activate angulariti homologous effective bowdlerize probate rate cease controll \
        roll café naïve Zürich Łódź Ελλάδα Москва 2026 27001 12,000 U.S. don't council's GP's A&E \
        SEND EHCP IT
        """.split(separator: " ").map(String.init)

    /// The earlier a word stands in the list, the more frequent it is.
    mutating func word() -> String {
        let chance = Double.random(in: 0..<1, using: &random)
        return Self.words[Int(chance * chance * Double(Self.words.count))]
    }

    mutating func text(_ count: ClosedRange<Int>) -> String {
        let joints = [" ", " ", " ", " ", " ", ", ", ". ", "-", "; ", "\n", " (", "/"]
        return (0..<Int.random(in: count, using: &random)).reduce(into: "") { text, _ in
            text += word() + joints[Int.random(in: joints.indices, using: &random)]
        }
    }

    mutating func documents(_ count: Int, fields: Int = 3) -> [Document] {
        (0..<count).map { number in
            Document(
                id: "d\(number)",
                fields: (0..<fields).map { field in
                    (0..<Int.random(in: 0...2, using: &random)).map { _ in
                        text(field == 0 ? 1...6 : 3...60)
                    }
                })
        }
    }
}
