/// Divides a component, records that links or people's words connect, into people: a function of
/// its records, their evidence and what people said of them, of no order.
///
/// People's words count first, the newest first. Then links are followed, the strongest first, each
/// unless something across it is forbidden.
struct Clustering {
    /// A link or a word between two members, the smaller identifier first.
    struct Link {
        let score: Float
        let one, other: Int
    }

    /// By how many bits the better of two rival homes for a record must win: where the two cannot
    /// be one person, and where that is only likely.
    struct Margins {
        let wide, mild: Float
    }

    struct Told {
        let word: Decisions.Word
        let one, other: Int
    }

    /// Members are numbered in the order of their identifiers.
    private(set) var groupOf: [Int]
    private(set) var groups: [[Int]]
    private(set) var hindrances: [(one: Int, other: Int, Hindrance)] = []
    /// By member: the group that people's words alone make.
    private var toldOf: [Int] = []
    private var told: [[Int]] = []
    private var known: [Pair: Hindrance?] = [:]
    private let forbids: (Int, Int) -> Hindrance?
    private let isDecidedApart: (Int, Int) -> Bool

    /// - Parameters:
    ///   - members: how many.
    ///   - forbids: why two members cannot be one person, as far as the two alone say.
    ///   - isDecidedApart: whether a person said so.
    init(
        members: Int, told: [Told], links: [Link], margins: Margins,
        isDecidedApart: @escaping (Int, Int) -> Bool,
        forbids: @escaping (Int, Int) -> Hindrance?
    ) {
        groupOf = Array(0..<members)
        groups = (0..<members).map { [$0] }
        self.forbids = forbids
        self.isDecidedApart = isDecidedApart
        follow(told)
        toldOf = groupOf
        self.told = groups
        follow(links, margins)
    }

    private mutating func follow(_ words: [Told]) {
        let newestFirst = words.sorted {
            ($1.word.time, $0.word.id, $0.one, $0.other)
                < ($0.word.time, $1.word.id, $1.one, $1.other)
        }
        for link in newestFirst where groupOf[link.one] != groupOf[link.other] {
            let (here, there) = (groups[groupOf[link.one]], groups[groupOf[link.other]])
            if here.contains(where: { one in there.contains { isDecidedApart(one, $0) } }) {
                hindrances.append((link.one, link.other, .contradiction))
            } else {
                join(link.one, link.other)
            }
        }
    }

    private mutating func follow(_ links: [Link], _ margins: Margins) {
        let strongestFirst = links.sorted {
            ($1.score, $0.one, $0.other) < ($0.score, $1.one, $1.other)
        }
        for link in unambiguous(strongestFirst, margins)
        where groupOf[link.one] != groupOf[link.other] {
            if let hindrance = hindrance(groups[groupOf[link.one]], groups[groupOf[link.other]]) {
                hindrances.append((link.one, link.other, hindrance))
            } else {
                join(link.one, link.other)
            }
        }
    }

    private mutating func join(_ one: Int, _ other: Int) {
        let (into, from) = (groupOf[one], groupOf[other])
        groups[into] = (groups[into] + groups[from]).sorted()
        for member in groups[from] { groupOf[member] = into }
        groups[from] = []
    }

    /// Leaves out links that are forbidden, and a record that two forbidden neighbours claim about
    /// equally: it goes to neither.
    private mutating func unambiguous(_ links: [Link], _ margins: Margins) -> [Link] {
        var able: [Link] = []
        var claims: [Int: [Link]] = [:]
        for link in links {
            if let hindrance = hindrance([link.one], [link.other]) {
                hindrances.append((link.one, link.other, hindrance))
                continue
            }
            able.append(link)
            claims[link.one, default: []].append(link)
            claims[link.other, default: []].append(link)
        }
        var clear: [Link] = []
        for link in able {
            if claimed(link, at: link.one, claims, margins)
                || claimed(link, at: link.other, claims, margins)
            {
                hindrances.append((link.one, link.other, .twoHomes))
            } else {
                clear.append(link)
            }
        }
        return clear
    }

    private mutating func claimed(
        _ link: Link, at member: Int, _ claims: [Int: [Link]], _ margins: Margins
    ) -> Bool {
        let partner = link.one == member ? link.other : link.one
        for claim in claims[member] ?? [] where claim.score >= link.score - margins.wide {
            let rival = claim.one == member ? claim.other : claim.one
            guard rival != partner, let found = hindrance([partner], [rival]) else { continue }
            if !found.isMild || claim.score >= link.score - margins.mild { return true }
        }
        return false
    }

    /// Why two groups cannot be one person; nil where nothing forbids it. What people said excuses
    /// a difference: they called two records one person, of which one side agrees with one and the
    /// other side with the other.
    private mutating func hindrance(_ here: [Int], _ there: [Int]) -> Hindrance? {
        let taught = Set((here + there).map { toldOf[$0] }).sorted().map { told[$0] }
            .filter { $0.count > 1 }
        var first: Hindrance?
        for one in here {
            for other in there {
                guard let found = veto(one, other) else { continue }
                if found == .decided { return found }
                if first == nil, !taught.contains(where: { excuses($0, one, other) }) {
                    first = found
                }
            }
        }
        return first
    }

    private mutating func excuses(_ group: [Int], _ one: Int, _ other: Int) -> Bool {
        group.contains { veto(one, $0) == nil } && group.contains { veto(other, $0) == nil }
    }

    private mutating func veto(_ one: Int, _ other: Int) -> Hindrance? {
        if one == other { return nil }
        let pair = Pair(UInt32(one), UInt32(other))
        if let hindrance = known[pair] { return hindrance }
        let hindrance = forbids(Int(pair.low), Int(pair.high))
        known[pair] = .some(hindrance)
        return hindrance
    }
}
