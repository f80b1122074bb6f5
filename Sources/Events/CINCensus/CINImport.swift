internal import Casework

/// A `Child` as it stands in the file.
struct CINChild {
    let line: Int
    var identifiers: CINValues
    private(set) var episodes: [CINValues] = []
    /// Whether there are more `CINdetails` than any child can have.
    private(set) var isEndless = false

    static let mostEpisodes = 1_000

    init(line: Int) {
        self.line = line
        identifiers = CINValues(line: line)
    }

    mutating func add(_ episode: CINValues) {
        if episodes.count < Self.mostEpisodes { episodes.append(episode) } else { isEndless = true }
    }
}

/// Turns the children of a return into events, and keeps count.
struct CINImport {
    var summary = CINSummary()
    private let emit: (Event, Int) throws -> Void
    private let withoutClosing: (Event, Int) throws -> Void
    private let problem: (CINProblem) -> Void
    private var header: CINHeader?
    private var earlier: CINRecords?
    /// What was read of the children met so far, by a digest of their identifiers: another `Child` of
    /// the same name may come.
    private var met: [UInt64: [CINEpisode]] = [:]
    /// Ways of writing met more than once, each told where it was met first.
    private var spellings: [String: (last: CINProblem, count: Int)] = [:]
    /// Whether a child was left out of which it is not known which one it is.
    private var lostUnknownChild = false

    init(
        correcting earlier: CINRecords?,
        emit: @escaping (Event, Int) throws -> Void,
        withoutClosing: @escaping (Event, Int) throws -> Void,
        problem: @escaping (CINProblem) -> Void
    ) {
        self.earlier = earlier
        self.emit = emit
        self.withoutClosing = withoutClosing
        self.problem = problem
    }

    mutating func begin(_ header: CINHeader) throws(CINRefusal) {
        guard self.header == nil else { return }
        try earlier?.checkCorrection(by: header)
        self.header = header
        summary.authority = header.authority
        summary.referenceDate = header.referenceDate
        summary.time = header.time
        for oddity in header.problems {
            report(oddity.line, nil, oddity.element, oddity.reason, oddity.cost)
        }
    }

    mutating func report(
        _ line: Int, _ child: Int?, _ element: String, _ reason: String, _ cost: CINProblem.Cost
    ) {
        summary.problems += 1
        switch cost {
        case .child: summary.childrenLeftOut += 1
        case .episode: summary.episodesLeftOut += 1
        case .closing: summary.closingsLeftOut += 1
        case .value: summary.valuesLeftOut += 1
        case .nothing, .rest: break
        }
        problem(
            CINProblem(line: line, child: child, element: element, reason: reason, cost: cost))
    }

    /// Emits what a child's episodes say. What is wrong with one costs none of the others.
    mutating func take(_ child: CINChild) throws {
        summary.children += 1
        guard let header, let id = identity(of: child) else { return }
        var digest = StableDigest()
        digest.add(id.text.utf8)
        let earlier = met[digest.value]
        if earlier != nil {
            report(
                child.identifiers[.childID]?.line ?? child.line, summary.children,
                CINElement.childID.rawValue,
                "an earlier Child has the same one; both are read as one child", .nothing)
        }
        if child.episodes.isEmpty {
            tell(
                CINEpisode.Problem(
                    line: child.line, element: nil, reason: "there is none in this child",
                    cost: .nothing, isSpelling: true), of: id)
        }
        let read = child.episodes.map { episode($0, of: id, header) }
        let isPart = read.contains { $0 == nil }
        let episodes = read.compactMap(\.self).filter { [earlier] episode in
            !isToldAlready(episode, by: earlier ?? [], of: id)
        }
        // No day and source is spread over two of them, so each can be ranked by itself.
        for (episode, rank) in zip(episodes, CINEpisode.ranks(of: episodes)) {
            try send(episode, rank, of: id, header, isPart: isPart)
        }
        met[digest.value] = (earlier ?? []) + episodes
    }

    /// An episode, unless it has to be left out.
    private mutating func episode(
        _ values: CINValues, of id: ChildID, _ header: CINHeader
    ) -> CINEpisode? {
        var notes: [CINEpisode.Problem] = []
        do throws(CINEpisode.Problem) {
            let episode = try CINEpisode(values, under: header, notes: &notes)
            notes.forEach { tell($0, of: id) }
            return episode
        } catch {
            tell(error, of: id)
            return nil
        }
    }

    private mutating func tell(_ problem: CINEpisode.Problem, of id: ChildID) {
        if problem.cost == .episode || problem.cost == .closing { earlier?.keep(id) }
        let element = problem.element?.rawValue ?? "CINdetails"
        guard problem.isSpelling else {
            report(problem.line, summary.children, element, problem.reason, problem.cost)
            return
        }
        let note = CINProblem(
            line: problem.line, child: summary.children, element: element, reason: problem.reason,
            cost: .nothing)
        let name = element + note.reason
        if let known = spellings[name] {
            spellings[name] = (note, known.count + 1)
        } else {
            spellings[name] = (note, 1)
            report(note.line, note.child, element, note.reason, .nothing)
        }
    }

    /// Tells how often what was told once was met again.
    mutating func tellSpellings() {
        for (note, count) in spellings.values.sorted(by: { $0.last.line < $1.last.line })
        where count > 1 {
            report(
                note.line, note.child, note.element,
                "\(note.reason); as before, in \(count) places of which this is the last", .nothing)
        }
        spellings = [:]
    }

    /// Whether an earlier `Child` of the same name told of the same episode. Where it told something
    /// else of it, nobody knows which holds: the first is kept.
    private mutating func isToldAlready(
        _ episode: CINEpisode, by earlier: [CINEpisode], of id: ChildID
    ) -> Bool {
        let rivals = earlier.filter {
            $0.received == episode.received && $0.source == episode.source
        }
        guard !rivals.isEmpty else { return false }
        if !rivals.contains(where: { $0.saysTheSame(as: episode) }) {
            self.earlier?.keep(id)
            report(
                episode.line, summary.children, "CINdetails",
                "an earlier Child of the same name tells otherwise of the same referral; "
                    + "that one is kept", .episode)
        }
        return true
    }

    private mutating func send(
        _ episode: CINEpisode, _ rank: Int, of id: ChildID, _ header: CINHeader, isPart: Bool
    ) throws {
        let record = RecordID(CINCensus.recordID(id, episode.received, episode.source, rank))
        for fact in episode.facts(referral: record) {
            let event = try send(
                fact, of: id, line: episode.line, header,
                isUntold: !episode.tellsClosing, isPart: isPart)
            if episode.isOpen { try withoutClosing(event, episode.line) }
        }
    }

    /// Ends the return: what the earlier one has and it has not is taken back, unless a child of
    /// which it is not known which one it is may have it.
    mutating func finish() throws {
        tellSpellings()
        summary.isComplete = true
        guard let header, !lostUnknownChild, let earlier else { return }
        for id in earlier.children {
            try retract(earlier.records(of: id), of: id, line: 0, header)
        }
    }

    private mutating func retract(
        _ records: Set<RecordReference>, of child: ChildID, line: Int, _ header: CINHeader
    ) throws {
        let ordered = records.sorted { ($0.id, $0.kind.rawValue) < ($1.id, $1.kind.rawValue) }
        for record in ordered {
            let reason = "not in the corrected return to \(header.referenceDate)"
            let retraction = Retraction(record: record, reason: reason)
            try send(.retraction(retraction), of: child, line: line, header)
        }
    }

    @discardableResult
    private mutating func send(
        _ fact: Fact, of child: ChildID, line: Int, _ header: CINHeader,
        isUntold: Bool = false, isPart: Bool = false
    ) throws -> Event {
        let event = CINCensus.event(
            fact, of: child, source: CINCensus.source(header.authority), time: header.time,
            said: CINSaying(
                year: header.referenceDate.date.year, isUntold: isUntold, isPart: isPart))
        try emit(event, line)
        earlier?.strike(fact.record, of: child)
        switch fact {
        case .referral: summary.referrals += 1
        case .closure: summary.closures += 1
        case .retraction: summary.retractions += 1
        case .contact: break
        }
        return event
    }
}

extension CINImport {
    /// The child's identifier, unless the child has to be left out.
    private mutating func identity(of child: CINChild) -> ChildID? {
        let element = CINElement.childID.rawValue
        guard let value = child.identifiers[.childID] else {
            lostUnknownChild = true
            report(child.line, summary.children, element, "it is missing", .child)
            return nil
        }
        guard child.identifiers.repeated == nil else {
            lostUnknownChild = true
            report(value.line, summary.children, element, "it stands twice", .child)
            return nil
        }
        let id: ChildID
        switch CINIdentifier.read(value.text) {
        case .success(let reading):
            id = reading.meaning
            if let note = reading.note {
                tell(
                    CINEpisode.Problem(
                        line: value.line, element: .childID, reason: "it \(note)", cost: .nothing,
                        isSpelling: true), of: id)
            }
        case .failure(let fault):
            lostUnknownChild = true
            report(value.line, summary.children, element, fault.reason, .child)
            return nil
        }
        guard !child.isEndless else {
            earlier?.keep(id)
            report(
                child.line, summary.children, "CINdetails",
                "there are more than \(CINChild.mostEpisodes) of them", .child)
            return nil
        }
        return id
    }
}
