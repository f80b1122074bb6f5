/// Terms of which one may cover another: Cyber Essentials Plus covers Cyber Essentials, data kept in
/// the United Kingdom is kept in the European Economic Area for what a council asks.
public struct Lattice: Hashable, Sendable {
    /// All terms, in the order of the file.
    public let terms: [String]
    private let names: [String: String]
    private let months: [String: Int]
    /// For each term all that it covers, itself among them.
    private let covered: [String: Set<String>]

    /// Reads `{"TERM": {"name": …, "covers": [TERM, …], "months": …}, …}`.
    ///
    /// - Throws: the fault: a term that is not there, or one that covers itself by a detour.
    init(_ json: JSON) throws(LatticeFault) {
        guard let members = json.members else { throw LatticeFault("A lattice is an object.") }
        terms = members.map(\.key)
        var names: [String: String] = [:]
        var months: [String: Int] = [:]
        var covers: [String: [String]] = [:]
        for member in members {
            names[member.key] = member.value["name"]?.text
            if case .number(let digits) = member.value["months"] {
                months[member.key] = Int(digits)
            }
            covers[member.key] = (member.value["covers"]?.elements ?? []).compactMap(\.text)
        }
        var covered: [String: Set<String>] = [:]
        for term in members.map(\.key) {
            var found: Set<String> = [term]
            var open = covers[term] ?? []
            while let next = open.popLast() {
                guard let more = covers[next] else {
                    throw LatticeFault("\(term) covers \(next), which is not a term.")
                }
                guard next != term else { throw LatticeFault("\(term) covers itself.") }
                if found.insert(next).inserted { open += more }
            }
            covered[term] = found
        }
        (self.names, self.months, self.covered) = (names, months, covered)
    }

    /// The term as people say it.
    public func name(of term: String) -> String { names[term] ?? term }

    /// How many months what the term stands for is good for once granted; nil where that is not
    /// limited.
    public func months(of term: String) -> Int? { months[term] }

    /// Whether having one is having the other. Every term covers itself.
    public func covers(_ term: String, _ other: String) -> Bool {
        covered[term]?.contains(other) ?? false
    }

    /// The terms that are easier to meet than this one, in the order of the file.
    public func relaxations(of term: String) -> [String] {
        terms.filter { $0 != term && covers(term, $0) }
    }
}

/// Why the vocabulary's file cannot be used.
struct LatticeFault: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) { self.description = description }
}
