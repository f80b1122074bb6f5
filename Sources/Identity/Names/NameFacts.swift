/// What is known of names before any record: how rare each is, and which are one name.
struct NameFacts: Sendable {
    /// Of a name, shared by all who bear it.
    struct Fact: Sendable {
        var givenBits: Double
        var familyBits: Double
        var isListed = false
        var isUsual = false
        /// One that a family may give to every son.
        var brothersShare = false
        var spellings: [Int] = []
        var shortForms: [Int] = []
    }

    private var facts: [String: Fact] = [:]
    private let unknown: Fact
    /// By class: the bits of its rarity as a given name and as a family name.
    private(set) var classBits: [(given: Double, family: Double)] = []

    init(_ numbers: MatchingNumbers) {
        let given = NameFacts.shares(numbers.givenNames)
        let family = NameFacts.shares(numbers.familyNames)
        unknown = Fact(
            givenBits: numbers.givenNames.unlistedBits, familyBits: numbers.familyNames.unlistedBits
        )
        for (name, share) in given {
            var fact = unknown
            fact.isListed = true
            fact.givenBits = min(-NameFacts.log2(share), unknown.givenBits)
            fact.isUsual =
                numbers.givenNames.usualFromBits.map { -NameFacts.log2(share) <= $0 } ?? false
            facts[name] = fact
        }
        for (name, share) in family {
            facts[name, default: unknown].familyBits = min(
                -NameFacts.log2(share), unknown.familyBits)
        }
        for name in numbers.words.brothersShare.split(separator: " ") {
            facts[String(name), default: unknown].brothersShare = true
        }
        let same = numbers.sameNames
        for (list, field) in same.spellings.map({ ($0, \Fact.spellings) })
            + same.shortForms.map({ ($0, \Fact.shortForms) })
        {
            let names = list.split(separator: " ").map(String.init)
            func bits(_ shares: [String: Double]) -> Double {
                let share = names.reduce(0) { $0 + (shares[$1] ?? 0) }
                return share > 0
                    ? min(-NameFacts.log2(share), same.leastClassBits) : same.leastClassBits
            }
            for name in Set(names) {
                facts[name, default: unknown][keyPath: field].append(classBits.count)
            }
            classBits.append((bits(given), bits(family)))
        }
    }

    func fact(_ name: String) -> Fact { facts[name] ?? unknown }

    /// Share of people by the first word of their name.
    private static func shares(_ counts: NameCounts) -> [String: Double] {
        let fields = counts.counts.split(separator: " ")
        var shares: [String: Double] = [:]
        for index in stride(from: 0, to: fields.count - 1, by: 2) {
            guard let name = Folding.words(of: String(fields[index])).first,
                let count = Double(fields[index + 1])
            else { continue }
            shares[name, default: 0] += count / Double(counts.people)
        }
        return shares
    }

    private static func log2(_ value: Double) -> Double { Logarithm.base2(value) }
}
