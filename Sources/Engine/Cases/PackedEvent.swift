import Casework
import Events
import Glibc

/// An event as the engine keeps it: fixed in size, and its texts behind it, without the publisher's
/// and the child's, which are kept once for all their events.
///
/// A start reads millions of them and appraises few, so they are made into records only for that.
struct PackedEvent {
    /// The child's event that came before this one.
    let previous: Arena.Reference
    /// A hash of the publisher and the id: two events with different ones are different events.
    let name: UInt32
    let time: Moment
    let date: PackedDate
    let decidedAt: PackedDate
    let publisher: UInt32
    let idBytes: UInt16
    let recordBytes: UInt16
    let contactBytes: UInt16
    let householdBytes: UInt16
    let kind: RecordKind
    let detail: ScannedEvent.Detail
    let source: ReferralSource?
    let flag: Bool?

    init(_ event: ScannedEvent, publisher: Int, name: UInt32, after previous: Arena.Reference) {
        self.previous = previous
        self.name = name
        time = event.time
        date = PackedDate(event.date)
        decidedAt = PackedDate(event.decidedAt)
        self.publisher = UInt32(publisher)
        idBytes = UInt16(event.id.count)
        recordBytes = UInt16(event.record.count)
        contactBytes = UInt16(event.contact.count)
        householdBytes = UInt16(event.household.count)
        kind = event.kind
        detail = event.detail
        source = event.source
        flag = event.flag
    }

    /// Bytes of the texts behind it.
    var textBytes: Int {
        Int(idBytes) + Int(recordBytes) + Int(contactBytes) + Int(householdBytes)
    }

    /// Whether two events say the same, their texts left aside.
    func equals(_ other: PackedEvent) -> Bool {
        name == other.name && time == other.time && date == other.date
            && decidedAt == other.decidedAt && publisher == other.publisher
            && idBytes == other.idBytes && recordBytes == other.recordBytes
            && contactBytes == other.contactBytes && householdBytes == other.householdBytes
            && kind == other.kind && detail == other.detail && source == other.source
            && flag == other.flag
    }
}

/// A date of a record in 8 bytes: twice the number of the day, or twice the millisecond and one.
struct PackedDate: Equatable {
    private let raw: Int64

    init(_ date: ScannedEvent.Date?) {
        switch date {
        case .day(let day): raw = Int64(day.number) * 2
        case .moment(let moment): raw = moment.milliseconds * 2 + 1
        case nil: raw = .min
        }
    }

    /// The date; nil where there was none.
    var date: CaseDate? {
        if raw == .min { return nil }
        return raw & 1 == 0
            ? CaseDate(Day(number: Int32(raw / 2))) : CaseDate(Moment(milliseconds: raw >> 1))
    }

    /// The number of the day in London, or of the next one where that saves asking the calendar.
    var latestDay: Int32 {
        if raw == .min { return .min }
        if raw & 1 == 0 { return Int32(raw / 2) }
        // London is an hour ahead of UTC at the most.
        return Int32(clamping: ((raw >> 1) + 3_600_000) / 86_400_000 + 1)
    }
}

// MARK: In the arena

extension Arena {
    /// Keeps an event and its texts, which stand in `bytes`.
    func keep(
        _ packed: PackedEvent, texts event: ScannedEvent, in bytes: UnsafeRawBufferPointer
    ) -> Reference {
        let (reference, memory) = take(MemoryLayout<PackedEvent>.size + packed.textBytes)
        memory.initializeMemory(as: PackedEvent.self, to: packed)
        var place = memory + MemoryLayout<PackedEvent>.size
        let texts = PackedEvent.texts(of: event)
        for index in texts.indices where !texts[index].isEmpty {
            let text = texts[index]
            memcpy(place, text.bytes(in: bytes).baseAddress!, Int(text.count))
            place += Int(text.count)
        }
        return reference
    }

    /// An event that is kept.
    func event(_ reference: Reference) -> PackedEvent {
        self[reference].load(as: PackedEvent.self)
    }

    /// Whether the texts behind a kept event are those of another one.
    func hasTexts(
        _ reference: Reference, of event: ScannedEvent, in bytes: UnsafeRawBufferPointer
    ) -> Bool {
        var place = self[reference] + MemoryLayout<PackedEvent>.size
        let texts = PackedEvent.texts(of: event)
        for index in texts.indices where !texts[index].isEmpty {
            let text = texts[index]
            guard memcmp(place, text.bytes(in: bytes).baseAddress!, Int(text.count)) == 0 else {
                return false
            }
            place += Int(text.count)
        }
        return true
    }

    /// Whether an event stands before another by its record, and then by its time.
    func standsBefore(_ one: Reference, _ other: Reference) -> Bool {
        let (mine, theirs) = (event(one), event(other))
        if mine.kind != theirs.kind { return mine.kind.rank < theirs.kind.rank }
        let order = memcmp(
            self[one] + MemoryLayout<PackedEvent>.size + Int(mine.idBytes),
            self[other] + MemoryLayout<PackedEvent>.size + Int(theirs.idBytes),
            Int(min(mine.recordBytes, theirs.recordBytes)))
        if order != 0 { return order < 0 }
        return (mine.recordBytes, mine.time) < (theirs.recordBytes, theirs.time)
    }

    /// The event as it was published, but for its subject.
    func unpacked(_ reference: Reference, child: ChildID, publisher: String) -> Event {
        let packed = event(reference)
        var place = self[reference] + MemoryLayout<PackedEvent>.size
        func text(_ count: UInt16) -> String? {
            guard count > 0 else { return nil }
            defer { place += Int(count) }
            return String(
                decoding: UnsafeRawBufferPointer(start: place, count: Int(count)), as: UTF8.self)
        }
        let id = text(packed.idBytes) ?? ""
        let record = RecordID(text(packed.recordBytes) ?? "")
        let contact = text(packed.contactBytes)
        let household = text(packed.householdBytes).map { HouseholdID($0) }
        return Event(
            id: id, source: publisher, time: packed.time, childID: child,
            fact: packed.fact(record: record, contact: contact, household: household))
    }
}

extension RecordKind {
    fileprivate var rank: Int {
        switch self {
        case .contact: 0
        case .referral: 1
        case .closure: 2
        }
    }
}

extension PackedEvent {
    /// In the order in which they are kept.
    fileprivate static func texts(of event: ScannedEvent) -> InlineArray<4, ScannedEvent.Text> {
        [event.id, event.record, event.contact, event.household]
    }

    fileprivate func fact(record: RecordID, contact: String?, household: HouseholdID?) -> Fact {
        if detail == .retraction {
            return .retraction(
                Retraction(record: RecordReference(kind, record), reason: contact ?? ""))
        }
        // Scanning and decoding see to it that what a kind needs is there.
        let stated = date.date ?? CaseDate(Day(number: 0))
        switch kind {
        case .contact:
            var outcome: ContactOutcome?
            if case .outcome(let code) = detail { outcome = code }
            return .contact(
                Contact(
                    id: record, receivedAt: stated, source: source ?? .unknown, outcome: outcome,
                    decidedAt: decidedAt.date, householdID: household))
        case .referral:
            var need: PrimaryNeed?
            if case .need(let code) = detail { need = code }
            return .referral(
                Referral(
                    id: record, receivedAt: stated, source: source ?? .unknown, primaryNeed: need,
                    noFurtherAction: flag, decidedAt: decidedAt.date,
                    contactID: contact.map { RecordID($0) }, householdID: household))
        case .closure:
            var reason = ClosureReason.servicesCeased
            if case .reason(let code) = detail { reason = code }
            return .closure(
                Closure(
                    referralID: record, closedAt: stated, reason: reason, pendingInformation: flag))
        }
    }
}
