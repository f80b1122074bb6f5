import EventLog
import Testing

@testable import Engine

/// What a group remembers of the record topics, and what it takes to notice that they are not what
/// they were.
@Suite struct HistoryTests {
    private let place = Partition(topic: "contacts", number: 3)
    private let beside = Partition(topic: "alerts", number: 3)

    private func survey(_ kept: Range<Int64>) -> [Partition: PartitionSurvey] {
        [
            place: PartitionSurvey(
                accepted: kept, missing: kept.lowerBound > 0 ? [0..<kept.lowerBound] : [])
        ]
    }

    private func note(_ change: (inout Page) -> Void = { _ in }) -> Commitment {
        var page = Page()
        (page.first, page.firstAt, page.next) = (0, 1_000, 40)
        change(&page)
        return Commitment(offset: 7, note: "partitioner=murmur2 contacts=\(page.text)")
    }

    @Test func `a partition that begins at 0 and goes on from what was read is whole`() {
        #expect(MissingHistory(survey(0..<40), rememberedBy: [beside: note()]).isEmpty)
        #expect(MissingHistory(survey(0..<99), rememberedBy: [:]).isEmpty)
    }

    @Test func `a beginning above 0 is missing, unless it was accepted`() {
        #expect(
            MissingHistory(survey(12..<40), rememberedBy: [:]).offsets == [place: [0..<12]])
        let accepted = note { $0.start = 12 }
        #expect(MissingHistory(survey(12..<40), rememberedBy: [beside: accepted]).isEmpty)
        #expect(
            MissingHistory(survey(15..<40), rememberedBy: [beside: accepted]).offsets
                == [place: [12..<15]])
    }

    @Test func `an end below what was read is missing, also where only a neighbour remembers`() {
        #expect(
            MissingHistory(survey(0..<30), rememberedBy: [beside: note()]).offsets
                == [place: [30..<40]])
        #expect(
            MissingHistory(survey(0..<5), rememberedBy: [place: Commitment(offset: 7)]).offsets
                == [place: [5..<7]])
    }

    @Test func `another first record than before is a topic made anew, and is not forgotten`() {
        var history = History()
        let remembered = Memory(of: [beside: note()])
        history.begin([3], MissingHistory(), remembered)
        history.note(first: (0, 1_000), of: place)
        #expect(history.missing.isEmpty)
        history.note(first: (0, 2_000), of: place)
        #expect(history.missing.offsets == [place: [0..<40]])
        history.note([place: 90])
        let words = history.memory.words(of: 3).joined(separator: " ")
        #expect(
            MissingHistory(
                survey(0..<90), rememberedBy: [beside: Commitment(offset: 0, note: words)]
            ).offsets == [place: [0..<40]])
    }

    @Test func `what is accepted begins anew, and keeps the partitioner`() throws {
        let before: [Partition: Commitment] = [beside: note { $0.isAnother = true }]
        let missing = MissingHistory(survey(12..<90), rememberedBy: before)
        let after = missing.acceptance(survey(12..<90), after: before)
        #expect(MissingHistory(survey(12..<90), rememberedBy: after).isEmpty)
        let note = try #require(after[place])
        #expect(note.offset == 12 && note.note.hasPrefix("partitioner=murmur2 contacts=12,"))
    }

    @Test(arguments: ["", "contacts", "contacts=", "contacts=1,2,3,4", "contacts=a,b,c,d,e", "x=1"])
    func `a note that says nothing of the kind is passed over`(_ text: String) {
        #expect(Memory(of: [beside: Commitment(offset: 1, note: text)]).pages.isEmpty)
    }
}
