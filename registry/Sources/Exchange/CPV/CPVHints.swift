/// What CPV codes hint at. There is no code for software of children's services, so a code is a soft
/// signal: it may suggest a category of ours, and never decides a match.
public enum CPVHints {
    /// Where our field is bought, by code, in our own words.
    static let divisions: [(code: String, about: String)] = [
        ("30000000", "computers and office machines"), ("32000000", "telecommunication equipment"),
        ("48000000", "software packages and information systems"),
        ("51000000", "installing things"), ("60000000", "transport of people and goods"),
        ("64000000", "post and telecommunications"), ("66000000", "finance and insurance"),
        ("72000000", "IT services"), ("73000000", "research and development"),
        ("75000000", "public administration"), ("79000000", "business services"),
        ("80000000", "education and training"), ("85000000", "health and social work"),
        ("92000000", "recreation and culture"), ("98000000", "other community services"),
    ]

    /// Codes that point to one category of ours; the longest prefix counts.
    static let categories: [(code: String, category: String)] = [
        ("48310000", "records-archive"), ("48613000", "records-archive"),
        ("79995000", "records-archive"), ("48450000", "workforce"), ("79620000", "workforce"),
        ("48482000", "performance-reporting"), ("48190000", "training"), ("80500000", "training"),
        ("48730000", "identity"), ("48800000", "hosting"), ("72410000", "hosting"),
        ("72514000", "hosting"), ("48510000", "secure-messaging"), ("64200000", "telephony"),
        ("32550000", "telephony"), ("60100000", "travel"), ("60170000", "travel"),
        ("79530000", "language"), ("79540000", "language"), ("48314000", "transcription"),
        ("79551000", "transcription"), ("85311300", "case-management"),
        ("85312110", "early-help"), ("85312400", "case-management"),
    ]

    /// The division a code is in, in our words; nil where it is none of those that matter.
    public static func about(_ code: CPVCode) -> String? {
        divisions.first { $0.code.prefix(2) == code.description.prefix(2) }?.about
    }

    /// The categories that the codes suggest, at most five, in the order of the codes.
    public static func categories(of codes: [CPVCode]) -> [String] {
        var found: [String] = []
        for code in codes {
            let hint = categories.compactMap { entry in
                CPVCode(entry.code).map { ($0, entry.category) }
            }
            .filter { $0.0.contains(code) }
            .max { $0.0.prefix.utf8.count < $1.0.prefix.utf8.count }
            if let hint, !found.contains(hint.1) { found.append(hint.1) }
        }
        return Array(found.prefix(5))
    }

    /// The code to publish for a category: the first that points to it, or software in general.
    static func code(for category: String) -> String {
        categories.first { $0.category == category }?.code ?? "48000000"
    }
}
