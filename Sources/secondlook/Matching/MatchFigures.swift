import Identity

/// What matching reached: counts, and where the truth is known, how right it was.
struct MatchFigures: Encodable {
    let records: Int
    let clusters: Int
    /// Possible matches that people are asked about.
    let questions: Int
    /// Of the pairs that were joined, the share that is one person. The last five are there only
    /// with truth.
    var precision: Double?
    /// Of the pairs that are one person, the share that was joined.
    var recall: Double?
    var f1: Double?
    /// The same once people have answered the questions.
    var recallWithAnswers: Double?
    /// Of the pairs that are one person, the share that was compared at all.
    var pairsKept: Double?
    /// How many clusters there are of each size.
    let clustersBySize: [String: Int]

    init(_ register: Register) {
        let clusters = register.clusters
        records = register.count
        self.clusters = clusters.count
        questions = register.questions.count
        clustersBySize = Dictionary(clusters.map { (String($0.count), 1) }, uniquingKeysWith: +)
    }

    /// With truth, which is handed in by record.
    init(_ register: Register, truth: [String: String]) {
        self.init(register)
        let pairs = JoinedPairs(register.clusters, truth)
        precision = pairs.precision
        recall = pairs.recall
        f1 = pairs.f1
        var answered = register
        for (index, question) in register.questions.enumerated() {
            guard let one = truth[question.one], let other = truth[question.other],
                answered.person(of: question.one) != answered.person(of: question.other)
            else { continue }
            answered.decide(
                Decision(
                    id: String(index), time: Int64(index), one == other ? .same : .different,
                    question.one, question.other))
        }
        recallWithAnswers = JoinedPairs(answered.clusters, truth).recall
        let people = Dictionary(grouping: truth.keys) { truth[$0] ?? $0 }.values
        let kept = people.reduce(0) { $0 + register.comparedPairs(among: $1) }
        pairsKept = pairs.true == 0 ? 1 : Double(kept) / Double(pairs.true)
    }

    /// For a person.
    var lines: [String] {
        var lines = [
            "\(records) records, \(clusters) people, \(questions) questions for people.",
            "People by the number of their records: "
                + clustersBySize.sorted { (Int($0.key) ?? 0) < (Int($1.key) ?? 0) }
                .map { "\($0.value) with \($0.key)" }.joined(separator: ", ") + ".",
        ]
        for (name, share) in [
            ("Precision", precision), ("Recall", recall), ("F1", f1),
            ("Recall with answers", recallWithAnswers), ("Pairs kept", pairsKept),
        ] {
            if let share { lines.append("\(name): \(share.formatted(places: 5))") }
        }
        return lines
    }
}

/// Pairs of records that were joined, beside the pairs that are one person.
struct JoinedPairs {
    let joined: Int
    let `true`: Int
    let right: Int

    init(_ clusters: [[String]], _ truth: [String: String]) {
        func pairs(_ count: Int) -> Int { count * (count - 1) / 2 }
        var (joined, right) = (0, 0)
        for cluster in clusters {
            let known = cluster.compactMap { truth[$0] }
            joined += pairs(known.count)
            guard known.count > 1 else { continue }
            right += Dictionary(known.map { ($0, 1) }, uniquingKeysWith: +).values
                .reduce(0) { $0 + pairs($1) }
        }
        self.joined = joined
        self.right = right
        self.true = Dictionary(truth.values.map { ($0, 1) }, uniquingKeysWith: +).values
            .reduce(0) { $0 + pairs($1) }
    }

    var precision: Double { joined == 0 ? 1 : Double(right) / Double(joined) }
    var recall: Double { self.true == 0 ? 1 : Double(right) / Double(self.true) }
    var f1: Double {
        precision + recall == 0 ? 0 : 2 * precision * recall / (precision + recall)
    }
}

extension Double {
    /// With a fixed number of decimal places.
    func formatted(places: Int) -> String {
        let scale = (0..<places).reduce(1) { value, _ in value * 10 }
        let units = Int((self * Double(scale)).rounded())
        let fraction = String(abs(units) % scale)
        return "\(units < 0 ? "-" : "")\(abs(units) / scale)."
            + String(repeating: "0", count: places - fraction.count) + fraction
    }
}
