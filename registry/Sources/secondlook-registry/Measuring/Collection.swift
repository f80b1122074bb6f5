import Foundation
import Ranking

/// A judged collection: documents, queries, and which documents are right for which query.
struct Collection {
    struct Item: Decodable {
        var id: String
        var title: String?
        var text: String?

        private enum CodingKeys: String, CodingKey { case id, title, text }

        /// Some collections number their items.
        init(from decoder: any Decoder) throws {
            let values = try decoder.container(keyedBy: CodingKeys.self)
            if let number = try? values.decode(Int.self, forKey: .id) {
                id = "\(number)"
            } else {
                id = try values.decode(String.self, forKey: .id)
            }
            title = try values.decodeIfPresent(String.self, forKey: .title)
            text = try values.decodeIfPresent(String.self, forKey: .text)
        }

        var words: String { [title, text].compactMap { $0 }.joined(separator: "\n") }
    }

    /// A title says in few words what the text is about, so its words count twice.
    static let weights = [2.0, 1.0]

    var documents: [Document]
    /// By identifier.
    var queries: [String: String]
    /// By query and document: the grade, 0 for one that was judged not to be right.
    var judgements: [String: [String: Int]]

    /// - Throws: an error that names the file and the line.
    init(documents: String, queries: String, judgements: String) throws {
        self.documents = try Self.documents(documents)
        let items: [Item] = try JSONLines.read(queries)
        try Self.requireOnce(items.map(\.id), in: queries)
        self.queries = Dictionary(
            items.map { ($0.id, $0.words) }, uniquingKeysWith: { _, last in last })
        self.judgements = try Self.judgements(judgements)
    }

    /// Documents with two fields, title and text.
    static func documents(_ path: String) throws -> [Document] {
        let items: [Item] = try JSONLines.read(path)
        try requireOnce(items.map(\.id), in: path)
        return items.map { Document(id: $0.id, fields: [[$0.title ?? ""], [$0.text ?? ""]]) }
    }

    /// Two of one id could not be told apart in what is judged.
    private static func requireOnce(_ ids: [String], in path: String) throws {
        var seen: Set<String> = []
        let doubled = ids.filter { !seen.insert($0).inserted }
        guard let first = doubled.first else { return }
        let more = doubled.count > 1 ? ", and \(doubled.count - 1) more do" : ""
        throw MeasuringError(
            "\(path): the id “\(first.prefix(80))” stands there twice\(more). Give each an id of its own."
        )
    }

    /// The items' texts alone.
    static func texts(_ path: String) throws -> [String] {
        let items: [Item] = try JSONLines.read(path)
        return items.map(\.words)
    }

    /// Whether a query has a right answer at all.
    func isJudged(_ query: String) -> Bool {
        judgements[query]?.values.contains { $0 > 0 } == true
    }

    /// Lines of query, document and grade, parted by tabs; a first line of headings is passed over,
    /// and so is the iteration number of TREC's four columns.
    private static func judgements(_ path: String) throws -> [String: [String: Int]] {
        var found: [String: [String: Int]] = [:]
        for (number, line) in try JSONLines.lines(path) {
            var columns = line.split(separator: "\t", omittingEmptySubsequences: false)
            if columns.count == 1 { columns = line.split(separator: " ") }
            if columns.count == 4 { columns.remove(at: 1) }
            guard columns.count == 3,
                let grade = Double(columns[2].trimmingCharacters(in: .whitespaces))
            else {
                if number == 1 { continue }
                throw MeasuringError(
                    "\(path), line \(number): a judgement is a query, a document and a grade, parted by tabs."
                )
            }
            let (query, document) = (String(columns[0]), String(columns[1]))
            if let other = found[query]?[document], other != Int(grade) {
                throw MeasuringError(
                    "\(path), line \(number): query “\(query)” and document “\(document)” are judged twice, and otherwise."
                )
            }
            found[query, default: [:]][document] = Int(grade)
        }
        return found
    }
}

/// Files with one JSON object a line.
enum JSONLines {
    static func read<Value: Decodable>(_ path: String) throws -> [Value] {
        let decoder = JSONDecoder()
        return try lines(path).map { number, line in
            do {
                return try decoder.decode(Value.self, from: Data(line.utf8))
            } catch {
                throw MeasuringError(
                    "\(path), line \(number): this is not a JSON object with a text “id” and texts “title” and “text”."
                )
            }
        }
    }

    /// The lines that are not empty, with their numbers from 1. Only a line feed ends a line: what
    /// else Unicode takes for one may stand inside a JSON text.
    static func lines(_ path: String) throws -> [(number: Int, line: Substring)] {
        let bytes: Data
        do {
            bytes = try Data(contentsOf: URL(fileURLWithPath: path))
        } catch {
            throw MeasuringError("\(path) cannot be read. Is the path right?")
        }
        let plain = bytes.dropFirst(bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0)
        return plain.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
            .enumerated().compactMap { index, line in
                let text = String(
                    decoding: line.last == 0x0D ? line.dropLast() : line, as: UTF8.self)
                return text.allSatisfy(\.isWhitespace) ? nil : (index + 1, text[...])
            }
    }
}

/// What a measurement could not be made of, with the remedy.
struct MeasuringError: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) { self.description = description }
}
