import Casework

/// The drafts put in order and named: what the systems publish.
struct Stream {
    private(set) var events: [Event] = []
    private(set) var oddities: [Oddity] = []

    init(_ drafts: [Draft], _ register: Register) {
        // Sorting small keys and fetching each draft once is several times quicker than sorting
        // the drafts.
        let order = drafts.indices.map { (time: drafts[$0].time, draft: Int32($0)) }
            .sorted { ($0.time, $0.draft) < ($1.time, $1.draft) }
        events.reserveCapacity(drafts.count)
        var positions = [Int32](repeating: 0, count: drafts.count)
        for (position, entry) in order.enumerated() {
            let draft = drafts[Int(entry.draft)]
            positions[Int(entry.draft)] = Int32(position)
            if draft.isLate { oddities.append(Oddity(kind: .late, position: position)) }
            if let kind = draft.kind { oddities.append(Oddity(kind: kind, position: position)) }
            // A redelivery has its original's time and a later place among the drafts, so the
            // original is there already.
            if let original = draft.original {
                events.append(events[Int(positions[original])])
            } else {
                events.append(Stream.event(draft, number: position, register))
            }
        }
    }

    private static func event(_ draft: Draft, number: Int, _ register: Register) -> Event {
        let record = draft.fact.record
        let isHub = record.kind != .closure
        return Event(
            id: Register.text(isHub ? "M" : "S", number),
            source: isHub ? "mash-hub" : "case-system",
            time: Moment(milliseconds: draft.time), subject: record.id.text,
            childID: register.childIDs[Int(draft.child)], fact: draft.fact)
    }
}
