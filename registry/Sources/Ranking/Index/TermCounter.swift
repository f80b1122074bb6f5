/// Counts a document's terms, each word as much as its field weighs.
struct TermCounter {
    /// The terms of the latest document, in the order of first mention.
    private(set) var found: [UInt32] = []
    /// By term: its weighted frequency in the latest document.
    private(set) var frequencies: [Double]
    private let fieldWeights: [Double]

    init(terms: Int, fieldWeights: [Double]) {
        frequencies = [Double](repeating: 0, count: terms)
        self.fieldWeights = fieldWeights
    }

    mutating func count(_ stream: UnsafeBufferPointer<UInt32>) {
        for term in found { frequencies[Int(term)] = 0 }
        found.removeAll(keepingCapacity: true)
        var weight = 1.0
        for token in stream {
            if token >= TokenStream.marker {
                let field = Int(token & 0xFF)
                weight = field < fieldWeights.count ? fieldWeights[field] : 1
            } else if token < TokenStream.unknown {
                if frequencies[Int(token)] == 0 { found.append(token) }
                frequencies[Int(token)] += weight
            }
        }
    }
}
