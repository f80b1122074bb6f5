/// How alike two lines are by their pairs of neighbouring letters.
enum LetterPairs {
    /// The share of the shorter line's pairs that the longer one has too, 0 to 1; of a line with
    /// up to four pairs, the share of the longer one's.
    static func likeness(_ one: ArraySlice<UInt32>, _ other: ArraySlice<UInt32>) -> Double {
        let (shorter, longer) = (min(one.count, other.count), max(one.count, other.count))
        guard longer > 0 else { return 0 }
        var (here, there) = (one.startIndex, other.startIndex)
        var common = 0
        while here < one.endIndex, there < other.endIndex {
            if one[here] == other[there] {
                common += 1
                here += 1
                there += 1
            } else if one[here] < other[there] {
                here += 1
            } else {
                there += 1
            }
        }
        return Double(common) / Double(shorter > 4 ? shorter : longer)
    }
}
