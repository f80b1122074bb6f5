import Contract
import EventLog

/// What an engine knows of the history of its partitions: what is missing of it, and what its group
/// shall remember.
struct History: Sendable {
    private(set) var missing = MissingHistory()
    private(set) var memory = Memory()

    /// Partitions of these numbers are read from their beginning. What is missing of others, whose
    /// records are in memory, stays as it was found.
    mutating func begin(
        _ numbers: Set<Int>, _ found: MissingHistory, _ remembered: Memory
    ) {
        missing.replace(numbers, with: found)
        memory.replace(numbers, with: remembered)
    }

    /// The first record of a partition has been read. Where it is not the one that stood first when
    /// the group read the partition before, that one was removed, or the topic made anew.
    mutating func note(first: (offset: Int64, appendedAt: Int64), of partition: Partition) {
        guard Contract.records.contains(where: { $0.name == partition.topic }),
            missing.offsets[partition] == nil
        else { return }
        var page = memory[partition] ?? Page()
        if page.first >= page.start,
            (first.offset, first.appendedAt) != (page.first, page.firstAt)
        {
            page.isAnother = true
            missing.add(page.start..<max(page.next, page.start + 1), of: partition)
        } else {
            (page.first, page.firstAt) = (first.offset, first.appendedAt)
        }
        memory[partition] = page
    }

    /// Everything below these offsets has been dealt with. Of partitions of which something is
    /// missing, what was there before is remembered instead.
    mutating func note(_ offsets: [Partition: Int64]) {
        for (partition, offset) in offsets where missing.offsets[partition] == nil {
            memory[partition]?.next = offset
        }
    }
}

extension MissingHistory {
    fileprivate mutating func replace(_ numbers: Set<Int>, with other: MissingHistory) {
        self = MissingHistory(
            offsets: offsets.filter { !numbers.contains($0.key.number) }
                .merging(other.offsets.filter { numbers.contains($0.key.number) }) { $1 })
    }

    fileprivate mutating func add(_ range: Range<Int64>, of partition: Partition) {
        self = MissingHistory(offsets: offsets.merging([partition: [range]]) { $1 })
    }
}

extension Memory {
    fileprivate mutating func replace(_ numbers: Set<Int>, with other: Memory) {
        self = Memory(
            pages: pages.filter { !numbers.contains($0.key.number) }
                .merging(other.pages.filter { numbers.contains($0.key.number) }) { $1 })
    }
}
