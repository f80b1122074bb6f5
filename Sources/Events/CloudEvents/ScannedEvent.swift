public import Casework

/// An event whose texts still stand in the bytes it was read from: fixed in size, and made without
/// a single allocation.
public struct ScannedEvent: Sendable {
    /// Which bytes of the event's own a text is; none where it was not stated.
    public struct Text: Equatable, Sendable {
        public var start: UInt32 = 0
        public var count: UInt32 = 0

        public init(start: Int, count: Int) {
            self.start = UInt32(truncatingIfNeeded: start)
            self.count = UInt32(truncatingIfNeeded: count)
        }

        /// No text.
        public init() {}

        public var isEmpty: Bool { count == 0 }

        /// The text, in the bytes of its event.
        public func bytes(in event: UnsafeRawBufferPointer) -> UnsafeRawBufferPointer {
            UnsafeRawBufferPointer(
                rebasing: event[Int(start)..<Int(start) + Int(count)])
        }
    }

    /// A date of a record as it was stated.
    public enum Date: Equatable, Sendable {
        case day(Day)
        case moment(Moment)
    }

    /// What the event says beside the fields that all records have.
    public enum Detail: Hashable, Sendable {
        case none
        case outcome(ContactOutcome)
        case need(PrimaryNeed)
        case reason(ClosureReason)
        /// The record is taken back. Scanning never gives this one.
        case retraction
    }

    /// The kind of record it speaks of.
    public var kind = RecordKind.contact
    public var detail = Detail.none
    public var id = Text()
    public var publisher = Text()
    public var time = Moment(milliseconds: 0)
    public var child = Text()
    /// The record's identifier; a closure's is its referral's.
    public var record = Text()
    /// When the record says it was received, or closed.
    public var date = Date.day(Day(number: 0))
    public var decidedAt: Date?
    public var source: ReferralSource?
    /// `noFurtherAction` of a referral, `pendingInformation` of a closure.
    public var flag: Bool?
    /// The contact that a referral grew out of; why, where a record is taken back.
    public var contact = Text()
    public var household = Text()

    public init() {}
}
