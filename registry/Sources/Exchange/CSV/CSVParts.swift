/// The parts of a line in a cell: semicolons between them, a backslash before a semicolon or a
/// backslash that belongs to a part.
enum CSVParts {
    static func joined(_ parts: [String]) -> String {
        let end = parts.lastIndex { !$0.isEmpty }.map { $0 + 1 } ?? 0
        return parts[..<end].map { part in
            part.replacing("\\", with: "\\\\").replacing(";", with: "\\;")
        }.joined(separator: "; ")
    }

    /// At least one part. The one space behind a semicolon belongs to it.
    static func split(_ line: String) -> [String] {
        var parts: [String] = []
        var part = ""
        var isEscaped = false
        for character in line {
            if isEscaped {
                part.append(character)
                isEscaped = false
            } else if character == "\\" {
                isEscaped = true
            } else if character == ";" {
                parts.append(part)
                part = ""
            } else {
                part.append(character)
            }
        }
        parts.append(part)
        return parts.enumerated().map { index, part in
            index > 0 && part.hasPrefix(" ") ? String(part.dropFirst()) : part
        }
    }
}
