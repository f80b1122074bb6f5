/// What people say now of pairs: of each pair the latest decision, in whatever order they arrived.
struct Decisions: Sendable {
    struct Word: Sendable {
        let time: Int64
        let id: String
        let verdict: Decision.Verdict

        func isOlder(than other: Word) -> Bool {
            time != other.time
                ? time < other.time : id.utf8.lexicographicallyPrecedes(other.id.utf8)
        }
    }

    private var latest: [Pair: Word] = [:]
    private var partners: [UInt32: Set<UInt32>] = [:]

    var isEmpty: Bool { latest.isEmpty }

    /// False where a later decision of the pair is known.
    mutating func add(_ word: Word, of pair: Pair) -> Bool {
        if let known = latest[pair], !known.isOlder(than: word) { return false }
        latest[pair] = word
        partners[pair.low, default: []].insert(pair.high)
        partners[pair.high, default: []].insert(pair.low)
        return true
    }

    func word(of pair: Pair) -> Word? {
        guard !latest.isEmpty, let word = latest[pair], word.verdict != .takenBack else {
            return nil
        }
        return word
    }

    /// The records that a person called one with this record, or not one.
    func partners(of place: UInt32, _ verdict: Decision.Verdict) -> [UInt32] {
        guard let partners = partners[place] else { return [] }
        return partners.filter { latest[Pair(place, $0)]?.verdict == verdict }
    }
}
