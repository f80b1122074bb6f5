public import Catalogue
public import Matching
private import Synchronization

/// The registry at one version of the catalogue and on one day. It never changes: whoever holds it
/// sees one state, whatever is written meanwhile.
public final class Snapshot: Sendable {
    public let matcher: Matcher
    /// The day that certificates and frameworks are judged on.
    public let day: Day

    // What concerns the whole catalogue is worked out when it is first asked for.
    private let unmet = Kept<[Matcher.UnmetNeed]>()
    private let joint: Kept<[JointBuying]>
    private let facets = Kept<FacetColumns>()
    private let names = Kept<[Solution]>()
    /// Those of a version before, if they were ever made.
    private let lastFacets: FacetColumns?

    /// - Parameter last: of a version before, of which is taken over what has not changed.
    init(_ matcher: Matcher, day: Day, after last: Snapshot? = nil) {
        self.matcher = matcher
        self.day = day
        lastFacets = last.flatMap { $0.facets.ready ?? $0.lastFacets }
        let isAlike = last.map { $0.contents.problems == matcher.contents.problems } ?? false
        joint = isAlike ? last?.joint ?? Kept() : Kept()
    }

    public var contents: CatalogueContents { matcher.contents }
    /// The catalogue's version.
    public var version: Int { contents.version }

    /// The solutions for a problem of the catalogue or a draft, with all reasons.
    public func shortlist(
        for problem: Problem, silence: Silence = .included, limit: Int = 10
    ) -> Shortlist {
        matcher.shortlist(for: problem, Choices(day: day, silence: silence, limit: limit))
    }

    /// The open problems that a solution of the catalogue or a draft fits, the best first.
    public func problems(for solution: Solution, silence: Silence = .included) -> [Match] {
        matcher.problems(for: solution, on: day, silence: silence)
    }

    /// The needs that nobody meets yet.
    public var unmetNeeds: [Matcher.UnmetNeed] { unmet.value { matcher.unmetNeeds(on: day) } }

    /// Pairs of open problems of different councils that are alike, the most alike first.
    public var jointBuying: [JointBuying] { joint.value { matcher.jointBuying() } }

    /// The problems of other councils that are like one, the most alike first.
    public func alike(_ problem: String) -> [(problem: Problem, likeness: Double)] {
        jointBuying.compactMap { pair in
            guard pair.first == problem || pair.second == problem else { return nil }
            let other = pair.first == problem ? pair.second : pair.first
            return contents.problems[other].map { ($0.entry, pair.likeness) }
        }
    }

    var facetColumns: FacetColumns {
        facets.value { FacetColumns(contents, on: day, after: lastFacets) }
    }

    /// All solutions by their names.
    var byName: [Solution] {
        names.value {
            contents.solutions.values.map(\.entry).sorted { ($0.name, $0.id) < ($1.name, $1.id) }
        }
    }
}

/// A value that is made once, when it is first asked for.
private final class Kept<Value: Sendable>: Sendable {
    private let made = Mutex<Value?>(nil)

    /// The value where it was made already.
    var ready: Value? { made.withLock { $0 } }

    func value(_ make: () -> Value) -> Value {
        made.withLock { made in
            if let made { return made }
            let new = make()
            made = new
            return new
        }
    }
}
