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
    private let problem: (CINProblem) -> Void
    private var header: CINHeader?
    private var earlier: CINRecords?
    /// Children met so far, by a digest of their identifiers.
    private var met: Set<UInt64> = []
    /// Whether a child was left out of which it is not known which one it is.
    private var lostUnknownChild = false

    init(
        correcting earlier: CINRecords?, emit: @escaping (Event, Int) throws -> Void,
        problem: @escaping (CINProblem) -> Void
    ) {
        self.earlier = earlier
        self.emit = emit
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
            summary.problems += 1
            problem(oddity)
        }
    }

    mutating func report(
        _ line: Int, _ child: Int?, _ element: String, _ reason: String, _ cost: CINProblem.Cost
    ) {
        summary.problems += 1
        switch cost {
        case .child: summary.childrenLeftOut += 1
        case .episode: summary.episodesLeftOut += 1
        case .nothing, .rest: break
        }
        problem(
            CINProblem(line: line, child: child, element: element, reason: reason, cost: cost))
    }

    /// Emits what a child's episodes say. What is wrong with one costs none of the others.
    mutating func take(_ child: CINChild) throws {
        summary.children += 1
        guard let header, let id = identity(of: child) else { return }
        var ordinals: [Day: Int] = [:]
        for values in child.episodes {
            // A broken episode is counted too, so that mending it renames none of the others.
            let day = values[.referralDate].flatMap { CINHeader.day($0.text) }
            let ordinal = day.map { ordinals[$0, default: 0] + 1 } ?? 0
            if let day { ordinals[day] = ordinal }
            switch Result(catching: { () throws(CINEpisode.Problem) in try CINEpisode(values) }) {
            case .success(let episode):
                let record = "CIN-\(header.authority)-\(id.text)-\(episode.received)-\(ordinal)"
                for fact in episode.facts(referral: RecordID(record)) {
                    try send(fact, of: id, line: episode.line, header)
                }
            case .failure(let problem):
                earlier?.keep(id)
                report(
                    problem.line, summary.children, problem.element.rawValue, problem.reason,
                    .episode)
            }
        }
        if let gone = earlier?.remove(id) { try retract(gone, of: id, line: child.line, header) }
    }

    /// Ends the return: children of the earlier one that are not in it any more are taken back,
    /// unless one of them may be a child that could not be told.
    mutating func finish() throws {
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

    private mutating func send(
        _ fact: Fact, of child: ChildID, line: Int, _ header: CINHeader
    ) throws {
        var event = Event(
            id: "", source: "cin-census/\(header.authority)", time: header.time, childID: child,
            fact: fact)
        // The same content gets the same id whenever it is read, other content another one.
        var digest = StableDigest()
        digest.add(EventEncoder.encode(event))
        event.id = "cin-\(header.authority)-\(header.referenceDate.date.year)-\(digest.text)"
        try emit(event, line)
        earlier?.strike(fact.record, of: child)
        switch fact {
        case .referral: summary.referrals += 1
        case .closure: summary.closures += 1
        case .retraction: summary.retractions += 1
        case .contact: break
        }
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
        guard let id = CINImport.identifier(value.text), child.identifiers.repeated == nil else {
            lostUnknownChild = true
            report(
                value.line, summary.children, element,
                "it is not one identifier of 1 to 100 characters without control characters",
                .child)
            return nil
        }
        var digest = StableDigest()
        digest.add(id.text.utf8)
        guard met.insert(digest.value).inserted else {
            report(
                value.line, summary.children, element, "an earlier Child has the same one", .child)
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

    /// Shorter than an event allows, as the names of the child's records are made from it.
    private static func identifier(_ text: String) -> ChildID? {
        var copy = text
        let problem = copy.withUTF8 { Identifier.problem(in: $0, longest: 100) }
        return problem == nil ? ChildID(text) : nil
    }
}
