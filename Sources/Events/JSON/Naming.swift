/// Names that a publisher chose: which may be repeated in an error, and which known one was meant.
enum Naming {
    /// The name, if it looks like one: up to 40 letters, digits, `_`, `-` and `.`.
    static func quotable(_ name: String) -> String? {
        let isPlain = name.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"),
                UInt8(ascii: "."):
                true
            default: false
            }
        }
        return isPlain && (1...40).contains(name.utf8.count) ? name : nil
    }

    /// The one of the names that was probably meant: the same but for case, `_` and `-`, or at
    /// most two letters away.
    static func nearest(to name: String, among names: [String]) -> String? {
        guard name.utf8.count <= 40 else { return nil }
        let wanted = plain(name)
        let ranked = names.map { (name: $0, distance: distance(wanted, plain($0))) }
        guard let best = ranked.min(by: { $0.distance < $1.distance }), best.distance <= 2,
            best.distance < wanted.count / 2
        else { return nil }
        return best.name
    }

    private static func plain(_ name: String) -> [UInt8] {
        name.lowercased().utf8.filter { $0 != UInt8(ascii: "_") && $0 != UInt8(ascii: "-") }
    }

    /// How many letters must be put in, taken out or changed (Levenshtein).
    private static func distance(_ left: [UInt8], _ right: [UInt8]) -> Int {
        var row = Array(0...right.count)
        for (index, letter) in left.enumerated() {
            var diagonal = row[0]
            row[0] = index + 1
            for (column, other) in right.enumerated() {
                let change = diagonal + (letter == other ? 0 : 1)
                diagonal = row[column + 1]
                row[column + 1] = min(change, row[column] + 1, diagonal + 1)
            }
        }
        return row[right.count]
    }
}
