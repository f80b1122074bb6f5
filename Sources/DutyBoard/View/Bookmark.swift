/// How much of the `alerts` topic somebody has seen: of each partition, the next offset.
///
/// It is the id of every event of the stream. An order of arrival would be another after a restart,
/// since partitions promise no order between them; offsets stay what they are, so a page can come
/// back with its bookmark to this run, the next one, or another machine.
struct Bookmark: Hashable, Sendable {
    /// By the partition's number; never negative.
    var next: [Int64]

    /// Nothing was seen yet.
    init(partitions: Int) { next = Array(repeating: 0, count: partitions) }

    /// Reads what `text` wrote; nil for anything else, another number of partitions included.
    init?(_ text: String, partitions: Int) {
        guard text.utf8.count <= partitions * 20 else { return nil }
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == partitions else { return nil }
        next = []
        for part in parts {
            guard part.utf8.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }),
                let offset = Int64(part)
            else { return nil }
            next.append(offset)
        }
    }

    /// The offsets in figures, with dots between them: `0.17.3`.
    var text: String { next.map(String.init).joined(separator: ".") }

    /// Whether what stands at an offset lies behind it.
    func covers(_ partition: Int, _ offset: Int64) -> Bool { offset < next[partition] }

    /// Moves it behind an offset; never back.
    mutating func pass(_ partition: Int, _ offset: Int64) {
        next[partition] = max(next[partition], offset + 1)
    }

    /// Whether it lies nowhere behind another.
    func isAtLeast(_ other: Bookmark) -> Bool { zip(next, other.next).allSatisfy { $0 >= $1 } }

    /// The further of the two in every partition.
    func joined(_ other: Bookmark) -> Bookmark {
        var joined = self
        joined.next = zip(next, other.next).map { max($0, $1) }
        return joined
    }
}
