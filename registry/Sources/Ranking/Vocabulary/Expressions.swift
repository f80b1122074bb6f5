/// A vocabulary made ready for one set of token rules.
struct Expressions: Sendable {
    private struct Expression: Sendable {
        var group: Int
        var place: Int
        /// Its terms in order.
        var terms: [String]
        var needsCapitals: Bool
    }

    /// What a synonym is worth beside the word that stands there.
    static let share = 0.5

    private var byFirstTerm: [String: [Expression]] = [:]
    private var groups: [[[String]]] = []

    init(_ vocabulary: Vocabulary, rules: TokenRules) {
        let analyser = Analyser(rules)
        for (number, group) in vocabulary.groups.enumerated() {
            var members: [[String]] = []
            for (place, words) in group.terms.enumerated() {
                var numbers: [UInt32] = []
                analyser.analyse(words) { term, _ in numbers.append(term) }
                let terms = numbers.map(analyser.terms.term)
                members.append(terms)
                guard let first = terms.first else { continue }
                byFirstTerm[first, default: []].append(
                    Expression(
                        group: number, place: place, terms: terms,
                        needsCapitals: group.capitals?.contains(words) ?? false))
            }
            groups.append(members)
        }
    }

    /// For each expression of the vocabulary that the need contains, adds what else it is called.
    /// An expression's terms share the worth of one, and are neighbours.
    func addSynonyms(
        of mentions: [RankingIndex.Mention], text: String, to draft: inout NeedDraft,
        _ settings: RankingSettings, _ rarity: (String) -> Double
    ) {
        guard !byFirstTerm.isEmpty else { return }
        // In a text of capitals alone, capitals say nothing.
        var utf8 = text
        let shouts = utf8.withUTF8(Analyser.isMostlyCapitals)
        for start in mentions.indices {
            for expression in byFirstTerm[mentions[start].term] ?? [] {
                let end = start + expression.terms.count
                guard end <= mentions.count,
                    mentions[start..<end].map(\.term) == expression.terms
                else { continue }
                let range = mentions[start].range.lowerBound..<mentions[end - 1].range.upperBound
                if expression.needsCapitals, shouts || !Self.isCapitals(text, range) { continue }
                for (place, terms) in groups[expression.group].enumerated()
                where place != expression.place && terms != expression.terms && !terms.isEmpty {
                    add(terms, range, to: &draft, settings, rarity)
                }
            }
        }
    }

    private func add(
        _ terms: [String], _ range: Range<Int>, to draft: inout NeedDraft,
        _ settings: RankingSettings, _ rarity: (String) -> Double
    ) {
        let amount = Self.share / Double(terms.count)
        var previous: Int?
        for term in terms {
            let slot = draft.add(
                term, kind: .synonym, amount: amount, range: range, rarity: rarity)
            if let previous, let nearness = settings.nearness {
                draft.addPair(previous, slot, weight: nearness.weight * amount)
            }
            previous = slot
        }
    }

    private static func isCapitals(_ text: String, _ range: Range<Int>) -> Bool {
        !text.utf8.dropFirst(range.lowerBound).prefix(range.count).contains {
            (0x61...0x7A).contains($0)
        }
    }
}
