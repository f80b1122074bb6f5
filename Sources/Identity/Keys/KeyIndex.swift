/// Which records have a key. A key counts by the first 52 bits of its hash: buckets by the upper
/// fourteen, and in a bucket, ascending, the other 38 beside the record's place. Eight bytes an
/// entry, so that a million people fit.
struct KeyIndex: Sendable {
    private var buckets: [ContiguousArray<UInt64>]

    private static let bucketBits: UInt64 = 14
    private static let placeBits: UInt64 = 26
    /// Records that an index can hold: 2^26.
    static let mostRecords = 1 << placeBits

    init() { buckets = Array(repeating: [], count: 1 << KeyIndex.bucketBits) }

    private static func bucket(of key: UInt64) -> Int { Int(key >> (64 - bucketBits)) }

    private static func entry(_ key: UInt64, _ place: UInt32) -> UInt64 {
        ((key << bucketBits) >> (64 - 38)) << placeBits | UInt64(place)
    }

    mutating func add(_ key: UInt64, of place: UInt32) {
        let entry = KeyIndex.entry(key, place)
        let bucket = KeyIndex.bucket(of: key)
        // Growing by an eighth keeps memory close to what is used.
        let count = buckets[bucket].count
        if count == buckets[bucket].capacity {
            buckets[bucket].reserveCapacity(count + count / 8 + 4)
        }
        buckets[bucket].insert(entry, at: start(of: entry, in: bucket))
    }

    mutating func remove(_ key: UInt64, of place: UInt32) {
        let entry = KeyIndex.entry(key, place)
        let bucket = KeyIndex.bucket(of: key)
        let index = start(of: entry, in: bucket)
        guard index < buckets[bucket].count, buckets[bucket][index] == entry else { return }
        buckets[bucket].remove(at: index)
    }

    /// Calls `body` with the place of each record that has the key, ascending.
    func forEach(_ key: UInt64, _ body: (UInt32) -> Void) {
        let bucket = KeyIndex.bucket(of: key)
        let first = KeyIndex.entry(key, 0)
        var index = start(of: first, in: bucket)
        let entries = buckets[bucket]
        while index < entries.count,
            entries[index] >> KeyIndex.placeBits == first >> KeyIndex.placeBits
        {
            body(UInt32(entries[index] & UInt64(KeyIndex.mostRecords - 1)))
            index += 1
        }
    }

    /// The first entry that is not less.
    private func start(of entry: UInt64, in bucket: Int) -> Int {
        let entries = buckets[bucket]
        var (low, high) = (0, entries.count)
        while low < high {
            let middle = (low + high) / 2
            if entries[middle] < entry { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
