public import Casework

/// The records that were known about a child, each in the version that was known: what a decision
/// covers.
///
/// A record is kept as a 64-bit FNV-1a hash (Fowler, Noll, Vo) of its kind, its identifier and what
/// matters of its contents: the date, the source, and what was decided. So an amendment that
/// changes what was decided is new, and a record that is published again as it was is not.
public struct Evidence: Hashable, Sendable {
    /// The hashes.
    public private(set) var marks: Set<UInt64>

    public init(_ marks: some Sequence<UInt64> = []) { self.marks = Set(marks) }

    /// Everything that holds in a chronology; what was taken back is not part of it.
    public init(of chronology: Chronology) {
        marks = Set(chronology.holding.compactMap { Evidence.mark(of: $0.fact) })
    }

    /// Whether a fact was known as it is.
    public func covers(_ fact: Fact) -> Bool {
        Evidence.mark(of: fact).map(marks.contains) ?? true
    }

    /// The hash that stands for a fact; nil for a retraction.
    public static func mark(of fact: Fact) -> UInt64? {
        let record = fact.record
        let contents: [String] =
            switch fact {
            case .contact(let contact):
                [
                    contact.receivedAt.description, contact.source.rawValue,
                    contact.outcome?.rawValue ?? "",
                ]
            case .referral(let referral):
                [
                    referral.receivedAt.description, referral.source.rawValue,
                    referral.noFurtherAction.map { "\($0)" } ?? "",
                ]
            case .closure(let closure):
                [closure.closedAt.description, closure.reason.rawValue]
            case .retraction: []
            }
        guard !contents.isEmpty else { return nil }
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for part in [record.kind.rawValue, record.id.text] + contents {
            for byte in part.utf8 { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01b3 }
            // A byte that no text in UTF-8 contains, so that parts cannot run into each other.
            hash = (hash ^ 0xff) &* 0x0000_0100_0000_01b3
        }
        return hash
    }
}
