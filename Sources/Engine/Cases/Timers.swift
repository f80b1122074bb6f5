import Casework

/// When which child's appraisal ends: a binary heap, the earliest on top. An entry that a later
/// appraisal has overtaken stays until its time and is passed over then.
struct Timers {
    private var heap: [(moment: Moment, child: Int)] = []

    /// The earliest moment.
    var next: Moment? { heap.first?.moment }

    /// - Parameter child: the child's number.
    mutating func add(_ moment: Moment, _ child: Int) {
        heap.append((moment, child))
        var index = heap.count - 1
        while index > 0, heap[index].moment < heap[(index - 1) / 2].moment {
            heap.swapAt(index, (index - 1) / 2)
            index = (index - 1) / 2
        }
    }

    /// Takes the earliest entry out if its moment has come.
    mutating func popDue(at now: Moment) -> (moment: Moment, child: Int)? {
        guard let first = heap.first, first.moment <= now else { return nil }
        heap.swapAt(0, heap.count - 1)
        heap.removeLast()
        var index = 0
        while true {
            var least = 2 * index + 1
            guard least < heap.count else { return first }
            if least + 1 < heap.count, heap[least + 1].moment < heap[least].moment { least += 1 }
            guard heap[least].moment < heap[index].moment else { return first }
            heap.swapAt(index, least)
            index = least
        }
    }
}
