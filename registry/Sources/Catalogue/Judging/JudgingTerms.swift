// Requirements that one stated term answers, or a list of them. A list that is there states all
// there is; a field that is not there states nothing.

extension Solution {
    func judged(hostedIn place: String) -> Finding {
        let lattice = Lattices.standard.hosting
        guard let hosting else { return Finding(.notStated, "Where data is kept is not stated.") }
        let name = lattice.name(of: hosting)
        guard lattice.covers(hosting, place) else {
            return Finding(
                .notMet, "Data may be kept in \(name), outside \(lattice.name(of: place)).")
        }
        return Finding(.met, "Data is kept in \(name).")
    }

    func judged(accessibleTo level: String) -> Finding {
        let lattice = Lattices.standard.accessibility
        guard let accessibility else {
            return Finding(.notStated, "The level of accessibility is not stated.")
        }
        let name = lattice.name(of: accessibility)
        guard lattice.covers(accessibility, level) else {
            return Finding(.notMet, "It claims \(name), which is not \(lattice.name(of: level)).")
        }
        let covering =
            accessibility == level ? "" : ", which covers \(lattice.name(of: level))"
        return Finding(.met, "It claims \(name)\(covering).")
    }

    func judged(deployedIn ways: [String]) -> Finding {
        let lattice = Lattices.standard.deployment
        guard let deployment else { return Finding(.notStated, "How it is run is not stated.") }
        if let way = ways.first(where: { deployment.contains($0) }) {
            return Finding(.met, "It runs in this way: \(lattice.name(of: way)).")
        }
        let stated = deployment.map { lattice.name(of: $0) }.listed
        return Finding(.notMet, "It runs in other ways only: \(stated).")
    }

    func judged(connectedTo system: String) -> Finding {
        guard let integrations else {
            return Finding(.notStated, "The systems it exchanges data with are not stated.")
        }
        let wanted = Words(system)
        if let found = integrations.first(where: { Words($0).contains(wanted) }) {
            return Finding(.met, "It states an integration with \(found).")
        }
        return Finding(.notMet, "\(system) is not among its integrations: \(integrations.listed).")
    }

    func judged(in category: String) -> Finding {
        guard !categories.isEmpty else {
            return Finding(.notStated, "What it is catalogued under is not stated.")
        }
        return categories.contains(category)
            ? Finding(.met, "It is catalogued under \(category).")
            : Finding(.notMet, "It is catalogued under \(categories.listed), not \(category).")
    }

    func judged(usedByCouncils count: Int) -> Finding {
        guard let evidence else {
            return Finding(.notStated, "No evidence from councils is stated.")
        }
        let councils = Set(evidence.map { Words($0.council) }).count
        let reason =
            "It states evidence from \(councils == 1 ? "1 council" : "\(councils) councils")"
        return councils >= count
            ? Finding(.met, reason + ".") : Finding(.notMet, reason + ", not \(count).")
    }
}

extension [String] {
    /// `a, b and c`; `none` where there are none.
    var listed: String {
        guard let last else { return "none" }
        return count == 1 ? last : dropLast().joined(separator: ", ") + " and " + last
    }
}

/// A name's words for comparing, whatever their case and what stands between them.
private struct Words: Hashable {
    let words: [String]

    init(_ text: String) {
        words = text.lowercased().split { !$0.isLetter && !$0.isNumber }.map(String.init)
    }

    /// Whether the other's words stand here in one piece.
    func contains(_ other: Words) -> Bool {
        guard !other.words.isEmpty, words.count >= other.words.count else { return false }
        return (0...words.count - other.words.count).contains { start in
            words[start...].starts(with: other.words)
        }
    }
}
