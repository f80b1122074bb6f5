import Casework

/// The published figures, read from the table that is built into the program.
struct CouncilTable: Sendable {
    let england: CouncilProfile
    let councils: [CouncilProfile]

    static let published = CouncilTable(
        String(decoding: PackageResources.councils_csv, as: UTF8.self))

    /// Reads a table with England's row first; `#` begins a remark, and the first line after the
    /// remarks names the columns.
    init(_ text: String) {
        let lines = text.split(separator: "\n").filter { !$0.hasPrefix("#") }.dropFirst()
        let rows = lines.map { CouncilRow($0) }
        let national = rows[0]
        england = CouncilProfile(national, national: national)
        councils = rows.dropFirst().map { CouncilProfile($0, national: national) }
    }
}

/// One line of the table; nil where the publisher suppressed a figure.
private struct CouncilRow {
    let code: String
    let name: String
    let figures: [Double?]

    var referrals: Double { figures[0] ?? 0 }
    /// From April to March, as the table has them.
    var months: ArraySlice<Double?> { figures[4..<16] }
    var sources: ArraySlice<Double?> { figures[16..<27] }
    var needs: ArraySlice<Double?> { figures[27..<37] }

    init(_ line: Substring) {
        let fields = CouncilRow.fields(line)
        code = fields[0]
        name = fields[1]
        figures = fields[2...].map { Double($0) }
    }

    /// Splits at commas, but not between quotation marks: some names have a comma.
    private static func fields(_ line: Substring) -> [String] {
        var fields = [""]
        var isQuoted = false
        for character in line {
            if character == "\"" {
                isQuoted.toggle()
            } else if character == ",", !isQuoted {
                fields.append("")
            } else {
                fields[fields.count - 1].append(character)
            }
        }
        return fields
    }
}

extension CouncilProfile {
    fileprivate init(_ row: CouncilRow, national: CouncilRow) {
        func share(_ column: Int) -> Double {
            (row.figures[column] ?? national.figures[column] ?? 0) / 100
        }
        let year = CouncilProfile.shares(row.months, of: row.referrals, national: national.months)
        let sources = CouncilProfile.shares(
            row.sources, of: row.referrals, national: national.sources)
        let needs = CouncilProfile.shares(row.needs, of: nil, national: national.needs)
        self.init(
            code: row.code, name: row.name, referrals: Int(row.referrals),
            reReferralShare: share(1), noFurtherActionShare: share(2), notInNeedShare: share(3),
            months: Array(year[9...] + year[..<9]),
            sources: Dictionary(uniqueKeysWithValues: zip(SourceGroup.allCases, sources)),
            needs: Dictionary(uniqueKeysWithValues: zip(PrimaryNeed.allCases, needs)))
    }

    /// Shares from counts. Suppressed counts are given England's proportions: together what the
    /// total leaves for them, or England's own share where the total is not known.
    private static func shares(
        _ counts: ArraySlice<Double?>, of total: Double?, national: ArraySlice<Double?>
    ) -> [Double] {
        let known = counts.reduce(0) { $0 + ($1 ?? 0) }
        let england = national.map { $0 ?? 0 }
        let nationalSum = england.reduce(0, +)
        let suppressed = zip(counts, england).reduce(0) { $0 + ($1.0 == nil ? $1.1 : 0) }
        let whole = total ?? known / max(1e-9, 1 - suppressed / nationalSum)
        let rest = max(0, whole - known)
        guard known + rest > 0 else { return england.map { $0 / nationalSum } }
        let filled = zip(counts, england).map { $0 ?? rest * $1 / max(suppressed, 1e-9) }
        let sum = filled.reduce(0, +)
        return filled.map { $0 / sum }
    }
}
