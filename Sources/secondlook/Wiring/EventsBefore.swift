import Contract
import Digests
import EventLog

/// The events that a log holds, to the letter: what a file says again need not be put there again.
struct EventsBefore {
    private var digests: Set<ShortDigest> = []

    /// None, for a log that is not looked through.
    init() {}

    /// Reads the record topics through, 16 bytes of memory an event.
    init(in log: any EventLog) throws {
        let extent = try log.extent(of: Contract.records)
        digests.reserveCapacity(extent.values.reduce(0) { $0 + $1.count })
        try log.readThrough(extent) { batch in
            for record in batch {
                if let value = record.value { digests.insert(ShortDigest(of: value)) }
            }
        }
    }

    /// Whether just these bytes are there.
    func holds(_ bytes: [UInt8]) -> Bool {
        !digests.isEmpty && digests.contains(ShortDigest(of: bytes))
    }
}
