import Catalogue
import CatalogueStore

extension Site {
    /// The id of what is changed; of what is new one made of words that nobody has or ever had.
    func id<Value: Publishable>(
        of existing: Versioned<Value>?, _ words: String
    ) async throws -> String {
        if let existing { return existing.entry.id }
        let letters = words.lowercased().map { letter -> Character in
            letter.isASCII && (letter.isLetter || letter.isNumber) ? letter : "-"
        }
        let pieces = String(letters).split(separator: "-").prefix(8)
        let base = String(pieces.joined(separator: "-").prefix(80))
        let start = base.isEmpty ? "entry" : base
        let store = desk.store
        return try await desk.reading {
            for number in 1...100 {
                let id = number == 1 ? start : "\(start)-\(number)"
                if case .none = try store.latest(id, Value.self) { return id }
            }
            return NewID.made(from: ["name": .string(start)])
        }
    }
}

extension Filled {
    /// The first word of an id that was chosen: a council's name is long, its place is not.
    func first(of name: String) -> String {
        self[name].split(separator: "-").first.map(String.init) ?? ""
    }
}
