import Casework

/// Turns records into the events that two systems publish: the hub, where contacts and referrals
/// are taken in, and the case system, where episodes are closed.
///
/// A system publishes a record minutes or hours after it heard, and once more when the decision
/// comes later than that. Then the noise of real systems is put on top (`Noise`).
struct Publisher: Sendable {
    private(set) var drafts: [Draft] = []
    private(set) var records: [(child: Int32, fact: Fact)] = []
    private let end: Int64
    private var noise: Noise
    private var random: RandomSource

    /// Hours within which the hub waits with a record until it is decided.
    private static let patience: Int64 = 8 * 3_600_000

    init(timeline: Timeline, _ random: RandomSource) {
        end = timeline.end
        noise = Noise(end: timeline.end, random.forked(1))
        self.random = random.forked(2)
    }

    /// Publishes one record. `undecided` is the same record without its decision, where it has
    /// one that is made later; what is decided after the end stays undecided for good.
    mutating func publish(
        _ fact: Fact, child: Int, heard: Int64, decided: Int64? = nil, undecided: Fact? = nil,
        register: Register
    ) {
        var recorded = heard + minutes(2...180)
        let delay = noise.delay()
        let isLate = delay > 0 && recorded + delay < end
        if isLate { recorded += delay }
        recorded = max(heard, min(recorded, end))

        var version = Draft(child: Int32(child), fact: fact, time: recorded, isLate: isLate)
        var earlier: Draft?
        if let decided, let undecided, decided > recorded {
            let afterDecision = decided + minutes(1...10)
            if afterDecision > end {
                version.fact = undecided
            } else {
                if decided - heard > Publisher.patience {
                    earlier = version
                    earlier?.fact = undecided
                }
                version.time = afterDecision
            }
        }
        records.append((Int32(child), version.fact))
        noise.disturb(version, after: earlier, register: register, into: &drafts)
    }

    private mutating func minutes(_ range: ClosedRange<Int>) -> Int64 {
        Int64(random.within(range)) * 60_000 + Int64(random.below(60_000))
    }
}

/// An event before it has its place and its id.
struct Draft: Sendable {
    var child: Int32
    var fact: Fact
    /// When the system recorded it, in milliseconds.
    var time: Int64
    var isLate = false
    var kind: Oddity.Kind?
    /// The draft that this repeats, by position.
    var original: Int?
}
