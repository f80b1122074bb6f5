enum Wrapping {
    /// Breaks a text at its spaces, so that no line is longer than `width` characters unless one
    /// word is. Lines after the first are indented.
    static func wrap(_ text: String, width: Int, indent: Int = 0) -> String {
        var lines: [String] = []
        var line = ""
        for word in text.split(whereSeparator: { $0 == " " || $0 == "\n" }) {
            if line.isEmpty || line.count + 1 + word.count <= width {
                line += line.isEmpty || line.allSatisfy({ $0 == " " }) ? "\(word)" : " \(word)"
            } else {
                lines.append(line)
                line = String(repeating: " ", count: indent) + word
            }
        }
        lines.append(line)
        return lines.joined(separator: "\n")
    }
}
