import Catalogue

/// One release as it came in.
struct OCDSRelease {
    let ocid: String
    let json: JSON
    /// Milliseconds since 1970 UTC.
    let date: Int64
    let tags: [String]

    /// - Parameter today: a release dated after it, by more than the zones of the world, is refused:
    ///   no later one would replace it. Nil for one that came in before.
    /// - Returns: nil where it cannot be told what it belongs to, or when; the row then says why.
    init?(_ json: JSON, upTo today: Day?, _ row: inout IntakeRow) {
        guard let ocid = json["ocid"]?.text, !ocid.isEmpty, ocid.utf8.count <= 200 else {
            row.refuse("ocid", "It is missing or no text.", "Give the contracting process’s id.")
            return nil
        }
        row.rename("release \(row.number) (\(CleanText.of(ocid)))")
        guard let date = json["date"]?.text.flatMap({ OCDSTime.milliseconds($0) }) else {
            row.refuse(
                "date", "It is missing or no date and time.",
                "Give one such as 2026-01-10T09:00:00Z.")
            return nil
        }
        if let today, date >= Int64(today.number + 2) * 86_400_000 {
            row.refuse(
                "date", "It lies in the future.", "Give the day on which it was published.")
            return nil
        }
        if let text = json["date"]?.text, OCDSTime.isUnzoned(text) {
            row.warn("date", "It has no time, or no zone.", "It was read as UTC.")
        }
        let tags = json["tag"]?.elements?.compactMap(\.text) ?? json["tag"]?.text.map { [$0] } ?? []
        for tag in tags where !OCDSCodelists.releaseTag.contains(tag) {
            row.warn("tag", "“\(CleanText.of(tag))” is not in the codelist.", "It was passed over.")
        }
        if tags.isEmpty { row.warn("tag", "It is missing.", "The release was read all the same.") }
        (self.ocid, self.json, self.date, self.tags) = (ocid, json, date, tags)
    }

    private init(_ release: OCDSRelease, tags: [String]) {
        (ocid, json, date, self.tags) = (release.ocid, release.json, release.date, tags)
    }

    /// As it is kept for the releases that come after.
    var kept: HeldRelease {
        let id = json["id"].flatMap { id in
            if case .number(let digits) = id { digits } else { id.text }
        }
        let name = id.map { "\($0) \(OCDSTime.text(date))" }
        return HeldRelease(ocid: ocid, id: name, body: json.written())
    }

    /// The same, as one that says what is needed too.
    var asStatement: OCDSRelease { OCDSRelease(self, tags: tags + ["tender"]) }

    /// Whether it says what is needed.
    var isStatement: Bool { tags.isEmpty || !OCDSCodelists.stated.isDisjoint(with: tags) }

    /// Whether it says what came of it.
    var isOutcome: Bool {
        tags.contains { tag in
            ["award", "contract", "implementation"].contains { tag.hasPrefix($0) }
        }
    }
}

/// All releases about one contracting process.
struct OCDSProcess {
    let ocid: String
    private var releases: [(release: OCDSRelease, row: Int?)] = []

    init(ocid: String) { self.ocid = ocid }

    mutating func add(_ release: OCDSRelease, _ row: Int?) { releases.append((release, row)) }

    /// Adds one that came in before. What is odd about it was said then.
    mutating func add(_ known: HeldRelease) {
        var row = IntakeRow(0, place: "")
        guard let json = try? JSON(parsing: known.body),
            let release = OCDSRelease(json, upTo: nil, &row)
        else {
            return
        }
        add(release, nil)
    }

    /// By date; of the same date, by id, and last in the order of the file.
    private var ordered: [(release: OCDSRelease, row: Int?)] {
        releases.enumerated().sorted {
            ($0.element.release.date, $0.element.release.kept.id, $0.offset)
                < ($1.element.release.date, $1.element.release.kept.id, $1.offset)
        }.map(\.element)
    }

    /// Those that say what is needed; where none does, the rest, which may repeat it.
    private var speaking: [(release: OCDSRelease, row: Int?)] {
        let stated = ordered.filter { $0.release.isStatement }
        return stated.isEmpty ? ordered : stated
    }

    var merged: JSON {
        speaking.dropFirst().reduce(speaking.first?.release.json ?? .null) {
            $0.merged(with: $1.release.json)
        }
    }

    /// The index of the release that the problem is named by in what is reported.
    var lastRow: Int { (speaking.compactMap(\.row).last ?? ordered.compactMap(\.row).last) ?? 0 }

    /// When what the problem says was last said, its state too.
    var date: Int64 { ordered.last?.release.date ?? 0 }

    /// The same, read for what it says of the need, whatever its tags are.
    var asStatement: OCDSProcess {
        var process = OCDSProcess(ocid: ocid)
        for (release, row) in releases { process.add(release.asStatement, row) }
        return process
    }

    /// Whether no release says what is needed.
    var isOutcomeOnly: Bool {
        !ordered.contains { $0.release.isStatement } && ordered.contains { $0.release.isOutcome }
    }

    /// What became of it.
    var outcome: OCDSOutcome { OCDSOutcome(ordered.map(\.release)) }
}
