public import Casework

/// What really happened in a simulated council, and what was done to the events on their way.
public struct GroundTruth: Sendable {
    /// Every child, by number.
    public let children: [TrueChild]
    /// Every household that children share, by number.
    public let households: [TrueHousehold]
    /// Every record as it should stand when all events are known, those of a child together and
    /// in the order of `children`; within a child in the order they came about.
    public let records: [TrueRecord]
    /// Every turn from a child's referral to the next within 12 months on either clock, real or
    /// false, in the order the child came back.
    public let turns: [TrueTurn]
    /// What is odd about which events, by position.
    public let oddities: [Oddity]

    /// The records of one child.
    public func records(of child: TrueChild) -> ArraySlice<TrueRecord> { records[child.records] }
}

/// A child of a simulated council. There is nothing to know about it but its records.
public struct TrueChild: Sendable {
    public let id: ChildID
    public let householdID: HouseholdID
    /// Where its records stand among all.
    public let records: Range<Int>
}

/// Children who are referred together.
public struct TrueHousehold: Sendable {
    public let id: HouseholdID
    /// Where its children stand among all.
    public let children: Range<Int>
    /// Whether it was made to come back again and again.
    public let isProne: Bool
}

/// One record of a child as it should stand.
public struct TrueRecord: Hashable, Sendable {
    public let childID: ChildID
    /// A contact, a referral or a closure; never a retraction.
    public let fact: Fact
}

/// One turn from a referral to the next.
public struct TrueTurn: Hashable, Sendable {
    public let childID: ChildID
    public let previousReferralID: RecordID
    public let referralID: RecordID
    /// Whether it is a re-referral on the official clock: received less than 12 calendar months
    /// after the previous referral, and not on the same day.
    public let isReReferral: Bool
    /// Days from the closing to the next referral, where less than 12 calendar months; nil
    /// otherwise, and where the previous one was still open.
    public let gapDays: Int?
    /// Why it is no real loop, where it is none.
    public let falseLoop: FalseLoop?

    public init(
        childID: ChildID, previousReferralID: RecordID, referralID: RecordID, isReReferral: Bool,
        gapDays: Int?, falseLoop: FalseLoop?
    ) {
        self.childID = childID
        self.previousReferralID = previousReferralID
        self.referralID = referralID
        self.isReReferral = isReReferral
        self.gapDays = gapDays
        self.falseLoop = falseLoop
    }
}

/// Something odd about one event.
public struct Oddity: Hashable, Sendable {
    public let kind: Kind
    /// The event's position among the simulation's events.
    public let position: Int

    public enum Kind: String, CaseIterable, Sendable {
        /// The same event once more: same source, same id.
        case redelivery
        /// Recorded days or weeks after it came about.
        case late
        /// Said something wrong that a later event puts right.
        case mistaken
        /// Puts an earlier event about the same record right.
        case correction
        /// Filed under the wrong child.
        case misfiled
        /// Takes back what was filed under the wrong child.
        case retraction
        /// Files it under the right child.
        case refiled
    }
}

extension GroundTruth {
    init(_ door: FrontDoor, oddities: [Oddity]) {
        let register = door.register
        let unsorted = door.publisher.records

        // Counting sort by child: each child's records keep their order.
        var ends = [Int](repeating: 0, count: register.childIDs.count)
        for record in unsorted { ends[Int(record.child)] += 1 }
        var sum = 0
        for child in ends.indices {
            sum += ends[child]
            ends[child] = sum
        }
        var order = [Int32](repeating: 0, count: unsorted.count)
        var next = ends
        for index in unsorted.indices.reversed() {
            next[Int(unsorted[index].child)] -= 1
            order[next[Int(unsorted[index].child)]] = Int32(index)
        }

        records = order.map { index in
            let (child, fact) = unsorted[Int(index)]
            return TrueRecord(childID: register.childIDs[Int(child)], fact: fact)
        }
        children = register.childIDs.indices.map { child in
            TrueChild(
                id: register.childIDs[child],
                householdID: register.householdIDs[Int(register.householdOfChild[child])],
                records: next[child]..<ends[child])
        }
        households = register.households.indices.map { number in
            let household = register.households[number]
            let first = Int(household.firstChild)
            return TrueHousehold(
                id: register.householdIDs[number], children: first..<first + Int(household.size),
                isProne: household.isProne)
        }
        turns = door.turns
        self.oddities = oddities
    }
}
