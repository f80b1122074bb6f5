/// A passage with the places where it says a need's terms.
struct ReadPassage {
    let field: Int
    let passage: Int
    let text: String
    /// The field's weight.
    let weight: Double
    /// By the need's term: which of the passage's terms it is, and where.
    private(set) var places: [Int: [(position: Int, range: Range<Int>)]] = [:]

    static func all(
        of document: Document, need: CompiledNeed, settings: RankingSettings
    ) -> [ReadPassage] {
        let analyser = Analyser(settings.tokens)
        let slots = Dictionary(
            need.terms.enumerated().map { ($1.term, $0) }, uniquingKeysWith: { first, _ in first })
        var slotOfTerm: [UInt32: Int] = [:]
        var found: [ReadPassage] = []
        for (field, passages) in document.fields.prefix(TokenStream.fields).enumerated() {
            let weight = field < settings.fieldWeights.count ? settings.fieldWeights[field] : 1
            for (number, text) in passages.enumerated() {
                var passage = ReadPassage(
                    field: field, passage: number, text: text, weight: weight)
                var position = 0
                var seen: [(UInt32, Int, Range<Int>)] = []
                analyser.analyse(text) { term, range in
                    seen.append((term, position, range))
                    position += 1
                }
                for (term, position, range) in seen {
                    let slot = slotOfTerm[term] ?? slots[analyser.terms.term(term)] ?? -1
                    slotOfTerm[term] = slot
                    if slot >= 0 { passage.places[slot, default: []].append((position, range)) }
                }
                found.append(passage)
            }
        }
        return found
    }

    private init(field: Int, passage: Int, text: String, weight: Double) {
        self.field = field
        self.passage = passage
        self.text = text
        self.weight = weight
    }

    /// As the scorer counts it: 1/d² for each two places at a distance d within the window.
    func nearness(_ pair: CompiledNeed.Pair, window: Int) -> Double {
        meetings(pair, window: window).reduce(0) { $0 + 1 / Double($1.distance * $1.distance) }
    }

    func nearRanges(_ pair: CompiledNeed.Pair, window: Int) -> [Range<Int>] {
        var found: [Range<Int>] = []
        for meeting in meetings(pair, window: window) {
            for range in [meeting.first, meeting.second] where !found.contains(range) {
                found.append(range)
            }
        }
        return found.sorted { $0.lowerBound < $1.lowerBound }
    }

    private func meetings(
        _ pair: CompiledNeed.Pair, window: Int
    ) -> [(distance: Int, first: Range<Int>, second: Range<Int>)] {
        let others = places[pair.second] ?? []
        return (places[pair.first] ?? []).flatMap { one in
            others.compactMap { other in
                let distance = abs(one.position - other.position)
                return (1...max(1, window)).contains(distance)
                    ? (distance, one.range, other.range) : nil
            }
        }
    }
}
