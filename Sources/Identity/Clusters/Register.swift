/// Who is the same person: descriptions and people's decisions go in, in any order and as often as
/// they like, and the clusters that come out are those of the set that is in.
///
/// Only what a change touches is worked out again. A person's identifier is that of the cluster's
/// smallest member, byte by byte.
public struct Register: Sendable {
    var weigher: PairWeigher
    var identifiers = Identifiers()
    var people: ContiguousArray<Person?> = []
    var index = KeyIndex()
    var links = Links()
    var decisions = Decisions()
    /// By place: the smallest member of its cluster; `nobody` for records that are only spoken of.
    var homes: ContiguousArray<UInt32> = []
    /// By place: the next member of its cluster, in a ring.
    var rings: ContiguousArray<UInt32> = []
    /// By the smaller identifier's place, then by the other's: links that were not followed.
    var hindrances: [UInt32: [UInt32: Hindrance]] = [:]
    private var candidates = Candidates()

    static let nobody = UInt32.max

    /// An empty register.
    public init(_ numbers: MatchingNumbers, for population: MatchingPopulation) {
        weigher = PairWeigher(numbers, population)
    }

    /// Records with a description.
    public private(set) var count = 0
    /// Pairs that were weighed so far, for measuring.
    public private(set) var comparisons = 0

    /// A record's description, its first or a newer one.
    ///
    /// - Returns: the records whose person changed.
    @discardableResult
    public mutating func put(_ description: Description, as id: String) -> [Reassignment] {
        let place = place(of: id)
        let person = weigher.read(description)
        var touched = people[Int(place)] == nil ? [] : forget(place)
        people[Int(place)] = person
        count += 1
        touched.append(place)
        let keys = PersonKeys(person, weigher).keys
        candidates.makeRoom(for: identifiers.count)
        for key in keys { index.forEach(key) { candidates.insert($0) } }
        for key in keys { index.add(key, of: place) }
        let ask = weigher.settings.ask
        for other in candidates.takeAll() {
            let score = evidence(place, other).score
            if score >= ask { links.connect(place, other, score: Float(score)) }
            comparisons += 1
        }
        return settle(touched)
    }

    /// Takes a record's description away.
    ///
    /// - Returns: the records whose person changed, this one among them.
    @discardableResult
    public mutating func remove(_ id: String) -> [Reassignment] {
        guard let place = identifiers.place(of: id), people[Int(place)] != nil else { return [] }
        return settle(forget(place) + [place])
    }

    /// What a person said; it may speak of records that are not described yet.
    ///
    /// - Returns: the records whose person changed.
    @discardableResult
    public mutating func decide(_ decision: Decision) -> [Reassignment] {
        guard !decision.one.utf8.elementsEqual(decision.other.utf8) else { return [] }
        let pair = Pair(place(of: decision.one), place(of: decision.other))
        let word = Decisions.Word(
            time: decision.time, id: decision.id, verdict: decision.verdict)
        guard decisions.add(word, of: pair) else { return [] }
        return settle([pair.low, pair.high])
    }

    private mutating func place(of id: String) -> UInt32 {
        if let place = identifiers.place(of: id) { return place }
        people.append(nil)
        homes.append(Register.nobody)
        rings.append(UInt32(identifiers.count))
        links.addRecord()
        return identifiers.add(id)
    }

    /// Takes a record out of index and links; its cluster is settled afterwards.
    ///
    /// - Returns: whom this touches.
    private mutating func forget(_ place: UInt32) -> [UInt32] {
        guard let person = people[Int(place)] else { return [] }
        for key in PersonKeys(person, weigher).keys { index.remove(key, of: place) }
        people[Int(place)] = nil
        hindrances[place] = nil
        count -= 1
        return links.disconnect(place) + ring(of: place).filter { $0 != place }
    }

    /// The evidence of two described records, in the order of their identifiers.
    func evidence(_ one: UInt32, _ other: UInt32) -> Evidence {
        let inOrder = identifiers.precedes(one, other)
        guard let here = people[Int(inOrder ? one : other)],
            let there = people[Int(inOrder ? other : one)]
        else { preconditionFailure("Only described records are weighed.") }
        return weigher.weigh(here, there)
    }

    /// The members of a record's cluster, itself first.
    func ring(of place: UInt32) -> [UInt32] {
        var members = [place]
        var next = rings[Int(place)]
        while next != place {
            members.append(next)
            next = rings[Int(next)]
        }
        return members
    }
}

/// A record that belongs to another person than before.
public struct Reassignment: Hashable, Sendable {
    public let id: String
    /// The person's identifier before; nil where the record was not described.
    public let before: String?
    /// The person's identifier now; nil where the record is no longer described.
    public let now: String?
}
