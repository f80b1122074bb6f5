import Catalogue

/// How a field stands in a cell. Lists have a line each; a record in a list has its parts in a fixed
/// order with semicolons between them. `(none)` is a list that is stated to be empty, and an empty
/// cell one that is not stated.
enum CSVShape {
    /// A text as it is.
    case text
    /// A word or a number's digits, space around it passed over.
    case word
    case count
    /// Of money, without its currency.
    case amount
    case day
    /// `yes`, or nothing.
    case flag
    case lines
    case records([Part])
    /// `User; 240`.
    case units
    /// `assurance; cyber-essentials; why`.
    case requirements

    struct Part {
        let key: String
        /// Whether space around it says something.
        let isText: Bool
        var isDay = false

        static func word(_ key: String) -> Part { Part(key: key, isText: false) }
        static func text(_ key: String) -> Part { Part(key: key, isText: true) }
        static func day(_ key: String) -> Part { Part(key: key, isText: false, isDay: true) }
    }

    private static let none = "(none)"

    /// What the cell says; nil where it says nothing.
    func json(_ cell: String) -> JSON? {
        let word = CleanText.trimmed(cell)
        guard !word.isEmpty else { return nil }
        switch self {
        case .text: return .string(cell)
        case .word, .day: return .string(word)
        case .amount: return CSVShape.amount(word)
        case .count: return CSVShape.number(word)
        case .flag:
            switch word.lowercased() {
            case "yes", "true": return true
            case "no", "false": return nil
            default: return .string(word)
            }
        case .lines: return list(cell) { .string($0.hasPrefix("\\") ? String($0.dropFirst()) : $0) }
        case .records(let parts): return list(cell) { CSVShape.record($0, parts) }
        case .requirements: return list(cell) { CSVRequirement.json($0) }
        case .units:
            return .object(
                lines(cell).map { line in
                    let parts = CSVParts.split(line)
                    return JSON.Member(
                        CleanText.trimmed(parts[0]),
                        CSVShape.number(CleanText.trimmed(parts.dropFirst().joined(separator: ";")))
                    )
                })
        }
    }

    /// The cell that says the value.
    func cell(_ json: JSON?) -> String {
        guard let json else { return "" }
        switch json {
        case .null: return ""
        case .bool(let flag): return flag ? "yes" : ""
        case .number(let digits): return digits
        case .string(let text): return text
        case .array(let elements):
            if elements.isEmpty {
                if case .requirements = self { return "" }
                return CSVShape.none
            }
            return elements.map { line($0) }.joined(separator: "\n")
        case .object(let members):
            return members.map { CSVParts.joined([$0.key, CSVShape.word.cell($0.value)]) }
                .joined(separator: "\n")
        }
    }

    private func line(_ element: JSON) -> String {
        switch self {
        case .records(let parts):
            return CSVParts.joined(parts.map { CSVShape.text.cell(element[$0.key]) })
        case .requirements: return CSVRequirement.line(element)
        default:
            let text = element.text ?? ""
            return text.hasPrefix("\\") || text == CSVShape.none ? "\\" + text : text
        }
    }

    private func lines(_ cell: String) -> [String] {
        cell.split(separator: "\n").map(String.init).filter { !$0.allSatisfy(\.isWhitespace) }
    }

    private func list(_ cell: String, _ element: (String) -> JSON) -> JSON {
        let lines = lines(cell)
        return .array(lines == [CSVShape.none] ? [] : lines.map(element))
    }

    private static func record(_ line: String, _ parts: [Part]) -> JSON {
        let texts = CSVParts.split(line)
        var members = zip(parts, texts).compactMap { part, text -> JSON.Member? in
            let text = part.isText ? text : part.isDay ? day(text) : CleanText.trimmed(text)
            return text.isEmpty ? nil : JSON.Member(part.key, .string(text))
        }
        // Too many parts: the entry's own error names what does not belong there.
        if texts.count > parts.count { members.append(JSON.Member("part \(parts.count + 1)", "")) }
        return .object(members)
    }

    /// A day in one way of writing it; anything else as the text it is, which the entry then refuses.
    private static func day(_ text: String) -> String {
        let word = CleanText.trimmed(text)
        var dates = CSVDates()
        guard case .day(let day) = dates.read(word) else { return word }
        return "\(day)"
    }

    static func amount(_ word: String) -> JSON {
        guard case .number(let digits) = CSVNumber.amount(word) else { return .string(word) }
        return .string(digits)
    }

    /// A number's digits as a number; anything else as the text it is, which the entry then refuses.
    static func number(_ text: String) -> JSON {
        var word = text
        if case .number(let digits) = CSVNumber.count(text) { word = digits }
        let isNumber =
            (1...18).contains(word.utf8.count)
            && word.utf8.allSatisfy { (0x30...0x39).contains($0) }
        return isNumber ? Int(word).map { .number($0) } ?? .string(word) : .string(word)
    }
}

extension CSVShape {
    /// What to write in such a cell, for people who have no JSON in front of them.
    var advice: String {
        switch self {
        case .text, .word: "Write a text in the cell, or leave it empty."
        case .count: "Write digits alone, such as 240."
        case .amount: "Write digits with a point before the pence, such as 1200.50, and no sign."
        case .day: "Write a day such as 2027-03-31."
        case .flag: "Write yes, or leave the cell empty."
        case .lines: "Write a line for each in the cell."
        case .records(let parts):
            "Write a line for each: \(parts.map(\.key).joined(separator: "; "))."
        case .units: "Write a line for each, such as User; 240."
        case .requirements: "Write a line for each, such as assurance; cyber-essentials; why."
        }
    }
}
