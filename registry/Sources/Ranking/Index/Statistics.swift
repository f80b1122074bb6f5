/// What a frozen catalogue knows of its terms.
struct Statistics: Sendable {
    let documents: Int
    /// Terms in a document, on average; 0 without documents.
    let averageLength: Double
    private let having: [UInt32]

    init(_ forward: ForwardIndex, terms: Int) {
        var having = [UInt32](repeating: 0, count: terms)
        var latest = [UInt32](repeating: UInt32.max, count: terms)
        var total = 0
        for document in 0..<forward.count {
            total += Int(forward.lengths[document])
            forward.withStream(document) { stream in
                for term in stream where term < TokenStream.unknown {
                    if latest[Int(term)] != UInt32(document) {
                        latest[Int(term)] = UInt32(document)
                        having[Int(term)] += 1
                    }
                }
            }
        }
        documents = forward.count
        averageLength = forward.count == 0 ? 0 : Double(total) / Double(forward.count)
        self.having = having
    }

    /// How many documents had the term when the catalogue was frozen; 0 for one that came later.
    func documents(having term: UInt32) -> Int {
        Int(term) < having.count ? Int(having[Int(term)]) : 0
    }
}
