/// The documents as numbers, one behind the other.
struct ForwardIndex: Sendable {
    private(set) var ids: [String] = []
    private(set) var numbers: [String: Int] = [:]
    /// By document: how many terms it has.
    private(set) var lengths: [UInt32] = []
    private(set) var ties: [UInt64] = []
    private var tokens: [UInt32] = []
    /// By document: where its terms are.
    private var places: [Range<Int>] = []

    var count: Int { ids.count }

    init(_ documents: [Document], analyser: Analyser, salt: String) {
        var last: [String: Int] = [:]
        last.reserveCapacity(documents.count)
        for (index, document) in documents.enumerated() { last[document.id] = index }
        for (index, document) in documents.enumerated() where last[document.id] == index {
            let start = tokens.count
            let length = TokenStream.append(document, to: &tokens, analyser: analyser)
            add(document.id, start, length, TieBreak.number(of: document.id, salt: salt))
        }
    }

    private init() {}

    func without(_ gone: Set<String>) -> ForwardIndex {
        guard gone.contains(where: { numbers[$0] != nil }) else { return self }
        var left = ForwardIndex()
        for document in ids.indices where !gone.contains(ids[document]) {
            left.take(document, of: self)
        }
        return left
    }

    /// Takes over another's documents. One with an identifier that is here already keeps its number;
    /// what it said stays behind unused.
    ///
    /// - Returns: the numbers of the documents taken over.
    mutating func take(all other: ForwardIndex) -> [Int] {
        other.ids.indices.map { document in
            guard let number = numbers[other.ids[document]] else {
                take(document, of: other)
                return count - 1
            }
            let start = tokens.count
            other.withStream(document) { tokens.append(contentsOf: $0) }
            places[number] = start..<tokens.count
            lengths[number] = other.lengths[document]
            return number
        }
    }

    func withStream<Value>(
        _ document: Int, _ body: (UnsafeBufferPointer<UInt32>) throws -> Value
    ) rethrows -> Value {
        try tokens.withUnsafeBufferPointer {
            try body(UnsafeBufferPointer(rebasing: $0[places[document]]))
        }
    }

    /// Which of two documents goes first where their scores are equal.
    func goesFirst(_ one: Int, _ other: Int) -> Bool {
        ties[one] != ties[other] ? ties[one] < ties[other] : ids[one] < ids[other]
    }

    private mutating func take(_ document: Int, of other: ForwardIndex) {
        let start = tokens.count
        other.withStream(document) { tokens.append(contentsOf: $0) }
        add(other.ids[document], start, Int(other.lengths[document]), other.ties[document])
    }

    private mutating func add(_ id: String, _ start: Int, _ length: Int, _ tie: UInt64) {
        numbers[id] = ids.count
        ids.append(id)
        lengths.append(UInt32(length))
        ties.append(tie)
        places.append(start..<tokens.count)
    }

    /// Bytes held, identifiers aside.
    var size: Int { tokens.count * 4 + places.count * 16 + lengths.count * 4 + ties.count * 8 }
}
