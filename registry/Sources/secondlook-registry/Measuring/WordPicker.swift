import Ranking

/// Makes needs out of documents' own words: runs of words from several documents, the same in
/// every run.
struct WordPicker {
    private let texts: [String]

    init(_ documents: [Document]) {
        texts = documents.map { $0.fields.flatMap { $0 }.joined(separator: " ") }
    }

    func needs(_ count: Int, words: Int) -> [String] {
        guard !texts.isEmpty else { return [] }
        return (0..<count).map { number in
            var picked: [Substring] = []
            for turn in 0..<(4 * words) where picked.count < words {
                // A large prime's multiples visit the documents in no visible order.
                let text = texts[(number * 7_919 + turn * 104_729) % texts.count]
                let split = text.split(separator: " ")
                guard !split.isEmpty else { continue }
                let start = (number * 31 + turn * 17) % split.count
                picked += split[start...].prefix(min(20, words - picked.count))
            }
            return picked.joined(separator: " ")
        }
    }
}
