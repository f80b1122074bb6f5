import EventLog

/// Records in stretches of one partition each, as logs deliver them, and by the partition's number.
struct Stretches {
    private(set) var all: [Range<Int>] = []
    private var byNumber: [Int: [Range<Int>]] = [:]

    init(of records: [Record]) {
        var first = 0
        while first < records.count {
            let partition = records[first].position.partition
            var end = first + 1
            while end < records.count, records[end].position.partition == partition { end += 1 }
            all.append(first..<end)
            byNumber[partition.number, default: []].append(first..<end)
            first = end
        }
    }

    /// The numbers of the partitions, in order.
    var numbers: [Int] { byNumber.keys.sorted() }

    /// The stretches of the partitions of one number, in order.
    subscript(number: Int) -> [Range<Int>] { byNumber[number] ?? [] }
}
