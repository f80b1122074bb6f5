import Contract
public import EventLog

extension MissingHistory {
    /// What to commit for a group, which must have no members, so that what is missing counts as
    /// gone for good: each partition's history begins at the first record that is still there.
    ///
    /// - Parameters:
    ///   - survey: of the record topics.
    ///   - commitments: what the group has committed.
    public func acceptance(
        _ survey: [Partition: PartitionSurvey], after commitments: [Partition: Commitment]
    ) -> [Partition: Commitment] {
        var memory = Memory(of: commitments)
        var accepted: [Partition: Commitment] = [:]
        for partition in offsets.keys {
            guard let kept = survey[partition]?.accepted else { continue }
            var page = Page()
            page.start = kept.lowerBound
            page.next = kept.lowerBound
            memory[partition] = page
        }
        for number in Set(offsets.keys.map(\.number)) {
            let words = commitments.filter { $0.key.number == number }.values
                .flatMap { $0.note.split(separator: " ").map(String.init) }
            let note =
                (words.first { $0.hasPrefix("partitioner=") }.map { [$0] } ?? [])
                + memory.words(of: number)
            for topic in Contract.records + [Contract.alerts] {
                let partition = Partition(topic: topic.name, number: number)
                var offset = commitments[partition]?.offset ?? 0
                if let kept = survey[partition]?.accepted {
                    offset = min(max(offset, kept.lowerBound), kept.upperBound)
                }
                accepted[partition] = Commitment(
                    offset: offset, note: note.joined(separator: " "))
            }
        }
        return accepted
    }
}
