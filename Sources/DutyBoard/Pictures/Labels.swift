/// Keeps labels on one line from running into each other.
struct LabelLine {
    private var taken: [ClosedRange<Double>] = []

    /// How wide a text of 11 pixels is, at the most; a little more than it needs.
    static func width(_ text: String) -> Double { Double(text.count) * 6.4 + 6 }

    /// Takes the room for a label if it is free.
    mutating func take(from left: Double, width: Double) -> Bool {
        let room = left...(left + width)
        guard !taken.contains(where: { $0.overlaps(room) }) else { return false }
        taken.append(room)
        return true
    }
}
