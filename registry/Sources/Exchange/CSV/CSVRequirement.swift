import Catalogue

/// A requirement as a line: what is asked for, of what, and why.
enum CSVRequirement {
    static func json(_ line: String) -> JSON {
        let parts = CSVParts.split(line)
        let key = CleanText.trimmed(parts[0])
        let value = parts.count > 1 ? parts[1] : ""
        var members = [JSON.Member(key, self.value(value, of: key))]
        // A third semicolon is the reader's own: the reason is what is left.
        let note = parts.dropFirst(2).joined(separator: "; ")
        if !note.isEmpty { members.append(JSON.Member("note", .string(note))) }
        return .object(members)
    }

    private static func value(_ text: String, of key: String) -> JSON {
        let word = CleanText.trimmed(text)
        switch key {
        case "deployment":
            return .array(word.split(separator: ",").map { .string(CleanText.trimmed(String($0))) })
        case "evidenceFromCouncils": return CSVShape.number(word)
        case "pricePerYearAtMost": return CSVShape.amount(word)
        case "integration", "category": return .string(text)
        default: return .string(word)
        }
    }

    static func line(_ requirement: JSON) -> String {
        guard let asked = requirement.members?.first(where: { $0.key != "note" }) else { return "" }
        let value =
            asked.value.elements?.compactMap(\.text).joined(separator: ", ")
            ?? CSVShape.word.cell(asked.value)
        return CSVParts.joined([asked.key, value, requirement["note"]?.text ?? ""])
    }
}
