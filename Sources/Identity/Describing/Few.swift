/// A few numbers without an allocation, in order; 0 ends them. What does not fit is left out.
struct Few<let capacity: Int>: Sendable {
    private var values: InlineArray<capacity, UInt32>

    init(_ numbers: some Sequence<UInt32> = EmptyCollection()) {
        values = InlineArray(repeating: 0)
        for (index, number) in numbers.prefix(capacity).enumerated() { values[index] = number }
    }

    var isEmpty: Bool { values[0] == 0 }
    var first: UInt32 { values[0] }

    var count: Int {
        var count = 0
        while count < capacity, values[count] != 0 { count += 1 }
        return count
    }

    subscript(index: Int) -> UInt32 { values[index] }

    func contains(_ number: UInt32) -> Bool {
        for index in 0..<count where values[index] == number { return true }
        return false
    }

    static func == (left: Few, right: Few) -> Bool {
        for index in 0..<capacity where left.values[index] != right.values[index] { return false }
        return true
    }
}
