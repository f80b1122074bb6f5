import Casework
import Events

/// Every child of one partition: what was recorded, what is published, and whom something has
/// touched since they were last reconciled (a record, a foreign word on the `alerts` topic, time).
///
/// Children go by number here, in the order in which they were first heard of.
struct PartitionCases {
    private struct Child {
        /// The last event taken in, which leads to the one before.
        var last = Arena.Reference.none
        /// How many there are.
        var events: UInt32 = 0
        /// The latest day that a record of the child bears, or a day more.
        var latestDay = Int32.min
        /// Until when the last appraisal stays true; nil for good, or where there was none yet.
        var validUntil: Moment?
        var isTouched = false
        /// Four bits for the name of each event: where one of them is not set, the name is new.
        var names = SIMD4<UInt64>()
    }

    private let arena = Arena()
    private var keys: TextTable
    private var publishers: TextTable
    private var children: [Child] = []
    /// The names of the events of children with very many, whose bits are all set, and the last
    /// event of each.
    private var longNames: [Int: [UInt32: Arena.Reference]] = [:]
    private static let long = 64
    /// Chronologies of children with so many events that making them anew for each would hold up
    /// everybody else. There are few such children, mostly placeholders; others are made anew.
    private var kept: [Int: (chronology: Chronology, events: UInt32)] = [:]
    private static let many = 2_000
    private static let keptAtMost = 8
    /// So many new events are put in one by one; for more it is made anew.
    private static let oneByOne = 64
    private var publications: [Int: [String: Publication]] = [:]
    private var timers = Timers()
    private var touched: [Int] = []
    private var fetched: UInt32 = 0

    init() {
        keys = TextTable(in: arena)
        publishers = TextTable(in: arena)
    }

    /// How many children there are.
    var count: Int { children.count }
    /// Whether nobody waits to be reconciled.
    var isLevel: Bool { touched.isEmpty }
    /// The earliest moment at which time touches a child.
    var nextTimer: Moment? { timers.next }
}

// MARK: Folding

extension PartitionCases {
    /// Takes in an event, whose texts stand in `bytes`.
    ///
    /// - Returns: whether it was news; a repeat touches nobody.
    mutating func insert(_ event: ScannedEvent, in bytes: UnsafeRawBufferPointer) -> Bool {
        let child = number(of: event.child.bytes(in: bytes))
        let publisher = publishers.number(of: event.publisher.bytes(in: bytes))
        let name = TextTable.hash(event.id.bytes(in: bytes)) ^ UInt32(truncatingIfNeeded: publisher)
        let packed = PackedEvent(
            event, publisher: publisher, name: name, after: children[child].last)
        if mayHave(name, child), has(packed, texts: event, in: bytes, child) { return false }
        children[child].last = arena.keep(packed, texts: event, in: bytes)
        children[child].events += 1
        note(name, child)
        children[child].latestDay = max(
            children[child].latestDay, packed.date.latestDay, packed.decidedAt.latestDay)
        touch(child)
        return true
    }

    /// Fetches what is known of a child into the processor's cache, so that the children of the
    /// records that come next are waited for together and not one after the other.
    mutating func fetch(_ key: UnsafeRawBufferPointer) {
        guard let child = keys.likelyNumber(of: key) else { return }
        // Kept, or the compiler would see that nobody needs it.
        fetched &+= children[child].events
    }

    private mutating func number(of key: UnsafeRawBufferPointer) -> Int {
        let child = keys.number(of: key)
        if child == children.count { children.append(Child()) }
        return child
    }

    private mutating func touch(_ child: Int) {
        guard !children[child].isTouched else { return }
        children[child].isTouched = true
        touched.append(child)
    }

    /// Whether a child may have an event of that name; most new ones are known to be new at once.
    private func mayHave(_ name: UInt32, _ child: Int) -> Bool {
        let bits = PartitionCases.bits(name)
        guard children[child].names & bits == bits else { return false }
        return longNames.isEmpty || longNames[child].map { $0[name] != nil } ?? true
    }

    private func has(
        _ packed: PackedEvent, texts event: ScannedEvent, in bytes: UnsafeRawBufferPointer,
        _ child: Int
    ) -> Bool {
        if let last = longNames[child]?[packed.name], arena.event(last).equals(packed),
            arena.hasTexts(last, of: event, in: bytes)
        {
            return true
        }
        var reference = children[child].last
        while reference != .none {
            let known = arena.event(reference)
            if known.equals(packed), arena.hasTexts(reference, of: event, in: bytes) { return true }
            reference = known.previous
        }
        return false
    }

    private mutating func note(_ name: UInt32, _ child: Int) {
        children[child].names |= PartitionCases.bits(name)
        if children[child].events > PartitionCases.long {
            longNames[child]?[name] = children[child].last
        } else if children[child].events == PartitionCases.long {
            var names: [UInt32: Arena.Reference] = [:]
            var reference = children[child].last
            while reference != .none {
                let known = arena.event(reference)
                names[known.name] = names[known.name] ?? reference
                reference = known.previous
            }
            longNames[child] = names
        }
    }

    /// A bit in each of four words. A child with 20 events is taken to have a name that it has not
    /// once in 200 times.
    private static func bits(_ name: UInt32) -> SIMD4<UInt64> {
        let places = SIMD4<UInt32>(repeating: name) &>> SIMD4<UInt32>(0, 8, 16, 24)
        return SIMD4<UInt64>(repeating: 1) &<< SIMD4<UInt64>(truncatingIfNeeded: places)
    }
}

// MARK: What is published

extension PartitionCases {
    /// Takes in what the `alerts` topic says.
    ///
    /// - Returns: whether it was news.
    mutating func hear(_ alert: Alert, at offset: Int64) -> Bool {
        let child = publish(alert, at: offset)
        if let child { touch(child) }
        return child != nil
    }

    /// Notes what the engine itself has published.
    mutating func published(_ alert: Alert, at offset: Int64) {
        _ = publish(alert, at: offset)
    }

    /// - Returns: the child, where that was news.
    private mutating func publish(_ alert: Alert, at offset: Int64) -> Int? {
        var text = alert.childID.text
        let child = text.withUTF8 { number(of: UnsafeRawBufferPointer($0)) }
        guard publications[child]?[alert.id] != nil else {
            publications[child, default: [:]][alert.id] = Publication(alert, at: offset)
            return child
        }
        let isNews = publications[child]?[alert.id]?.take(alert, at: offset) ?? false
        return isNews ? child : nil
    }

    /// Has a child reconciled again.
    mutating func touch(_ childID: ChildID) {
        var text = childID.text
        touch(text.withUTF8 { number(of: UnsafeRawBufferPointer($0)) })
    }
}

// MARK: Reconciling

extension PartitionCases {
    /// What has to be published so that the topic says what should stand, of the children touched.
    struct Difference: Sendable {
        /// By child, and for each in the order of `Reconciliation`.
        var revisions: [Alert] = []
        /// How many children had to be appraised.
        var appraisals = 0
        /// Withdrawals that were left out, since a part of the history is missing.
        var withheld = 0
    }

    /// Touches the children whose appraisal time has ended.
    mutating func touchDue(at now: Moment) {
        while let due = timers.popDue(at: now) {
            guard children[due.child].validUntil == due.moment else { continue }
            children[due.child].validUntil = nil
            touch(due.child)
        }
    }

    /// Touches everybody: what was worked out from the time cannot be relied on any more.
    mutating func touchAll() {
        for child in children.indices { touch(child) }
    }

    /// Reconciles touched children, until none is left or there is enough to publish.
    ///
    /// - Parameters:
    ///   - doubt: the machine's clock, where it is not believed.
    ///   - isWhole: whether nothing of their history is missing. Where something is, nobody can say
    ///     that an alert no longer follows from the records, and none is withdrawn.
    mutating func reconcile(
        atMost limit: Int, at now: Moment, doubt: DoubtedClock? = nil, under policy: Policy,
        isWhole: Bool = true
    ) -> Difference {
        var difference = Difference()
        var count = 0
        var found: [(child: ChildID, revisions: [Alert])] = []
        let today = London.day(of: now)
        while count < limit, let child = touched.popLast() {
            children[child].isTouched = false
            if isQuiet(child, on: today, under: policy) {
                children[child].validUntil = nil
                continue
            }
            var revisions = reconcile(child, at: now, doubt: doubt, under: policy)
            difference.appraisals += 1
            if !isWhole {
                let count = revisions.count
                revisions.removeAll { $0.status == .withdrawn }
                difference.withheld += count - revisions.count
            }
            guard let first = revisions.first else { continue }
            count += revisions.count
            found.append((first.childID, revisions))
        }
        // In an order of their own, so that the same run appends the same alerts.
        difference.revisions = found.sorted { $0.child < $1.child }.flatMap(\.revisions)
        return difference
    }

    /// Whether an appraisal would find nothing and stay true for good, and nothing is published
    /// that would have to be withdrawn.
    private func isQuiet(_ child: Int, on today: Day, under policy: Policy) -> Bool {
        guard let reach = policy.reach,
            Int(today.number) - Int(children[child].latestDay) >= reach
        else { return false }
        return publications[child]?.values.allSatisfy(\.isSettledAway) ?? true
    }

    private mutating func reconcile(
        _ child: Int, at now: Moment, doubt: DoubtedClock?, under policy: Policy
    ) -> [Alert] {
        let childID = ChildID(keys[child])
        let chronology = chronology(of: child)
        let moment = doubt?.moment(for: chronology) ?? now
        let appraisal = Appraisal(of: chronology, at: moment, under: policy)
        if children[child].validUntil != appraisal.validUntil {
            children[child].validUntil = appraisal.validUntil
            if let moment = appraisal.validUntil { timers.add(moment, child) }
        }
        let publications = publications[child] ?? [:]
        let published = publications.values.map(\.standing)
        let revisions = Reconciliation.difference(
            child: childID, chronology: chronology, appraisal: appraisal, published: published,
            contested: Set(publications.filter(\.value.isContested).keys), policy: policy)
        return doubt?.bearing(revisions, published: published, of: chronology, under: policy)
            ?? revisions
    }

    private mutating func chronology(of child: Int) -> Chronology {
        let count = children[child].events
        if let known = kept[child]?.events, count - known <= Self.oneByOne {
            let childID = ChildID(keys[child])
            var reference = children[child].last
            for _ in known..<count {
                let event = unpacked(reference, as: childID)
                kept[child]?.chronology.insert(event)
                reference = arena.event(reference).previous
            }
            kept[child]?.events = count
            return kept[child]?.chronology ?? made(of: child)
        }
        let chronology = made(of: child)
        if kept[child] != nil || count >= Self.many && kept.count < Self.keptAtMost {
            kept[child] = (chronology, count)
        }
        return chronology
    }

    private func made(of child: Int) -> Chronology {
        var references: [Arena.Reference] = []
        references.reserveCapacity(Int(children[child].events))
        var reference = children[child].last
        while reference != .none {
            references.append(reference)
            reference = arena.event(reference).previous
        }
        // In about the order of a chronology, which costs less here than there.
        references.sort { arena.standsBefore($0, $1) }
        let childID = ChildID(keys[child])
        return Chronology(references.lazy.map { unpacked($0, as: childID) })
    }

    private func unpacked(_ reference: Arena.Reference, as child: ChildID) -> Event {
        let publisher = arena.event(reference).publisher
        return arena.unpacked(reference, child: child, publisher: publishers[Int(publisher)])
    }
}
