import Contract
import EventLog

/// What a group remembers of the record partitions. It travels in the notes of the group's commits:
/// each note holds the pages of all record partitions of its number, so that the memory of a topic
/// that is deleted, whose own commits go with it, stands beside the others.
struct Memory: Sendable {
    private(set) var pages: [Partition: Page] = [:]

    init(pages: [Partition: Page] = [:]) { self.pages = pages }

    /// What was noted. Of several pages about one partition that which goes furthest counts.
    init(of commitments: [Partition: Commitment]) {
        let topics = Set(Contract.records.map(\.name))
        for (place, commitment) in commitments {
            for word in commitment.note.split(separator: " ") {
                let parts = word.split(separator: "=", maxSplits: 1)
                guard parts.count == 2, topics.contains(String(parts[0])),
                    let page = Page(parts[1])
                else { continue }
                let partition = Partition(topic: String(parts[0]), number: place.number)
                guard (pages[partition]?.next ?? -1) < page.next else { continue }
                pages[partition] = page
            }
        }
    }

    subscript(partition: Partition) -> Page? {
        get { pages[partition] }
        set { pages[partition] = newValue }
    }

    /// The words about the record partitions of a number: `contacts=0,0,1763889123123,41,0 …`.
    func words(of number: Int) -> [String] {
        Contract.records.compactMap { topic in
            pages[Partition(topic: topic.name, number: number)].map { "\(topic.name)=\($0.text)" }
        }
    }
}
