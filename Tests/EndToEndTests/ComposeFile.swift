import Foundation

/// `docker-compose.yml`, as much of YAML as it uses: names and values by indentation, lists in one
/// line as JSON has them, lists a line an element, and texts of several lines behind `|`.
struct ComposeFile {
    /// The values by their paths, such as `services/board/image`; elements of a list a line each are
    /// joined by line ends.
    private var values: [String: String] = [:]

    static let root = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    init() throws {
        let file = ComposeFile.root.appendingPathComponent("docker-compose.yml")
        var lines = String(decoding: try Data(contentsOf: file), as: UTF8.self)
            .split(separator: "\n", omittingEmptySubsequences: false)[...]
        var path: [(indent: Int, name: String)] = []
        while let line = lines.popFirst() {
            let indent = line.prefix { $0 == " " }.count
            let body = line.dropFirst(indent)
            guard !body.isEmpty, !body.hasPrefix("#") else { continue }
            while let last = path.last, last.indent >= indent { path.removeLast() }
            if body.hasPrefix("- ") {
                let key = path.map(\.name).joined(separator: "/")
                values[key, default: ""] += body.dropFirst(2) + "\n"
                continue
            }
            guard let colon = body.range(of: ": ") ?? body.range(of: ":") else { continue }
            path.append((indent, String(body[..<colon.lowerBound])))
            var value = String(body[colon.upperBound...])
            if value == "|" {
                value = ""
                while let next = lines.first,
                    next.isEmpty || next.prefix(while: { $0 == " " }).count > indent
                {
                    value += next.trimmingCharacters(in: .whitespaces) + "\n"
                    lines.removeFirst()
                }
            }
            values[path.map(\.name).joined(separator: "/")] = value
        }
    }

    /// What is at a path, without the quotes around it.
    subscript(path: String) -> String? {
        values[path]?.trimmingCharacters(in: CharacterSet(charactersIn: "\""))
    }

    /// A list at a path.
    func list(_ path: String) throws -> [String] {
        guard let text = values[path] else { return [] }
        guard text.hasPrefix("[") else {
            return text.split(separator: "\n")
                .map { $0.trimmingCharacters(in: CharacterSet(charactersIn: "\" ")) }
        }
        return try JSONDecoder().decode([String].self, from: Data(text.utf8))
    }

    /// The names below a path, in order of the alphabet.
    func names(under path: String) -> [String] {
        let depth = path.split(separator: "/").count
        return Set(
            values.keys.filter { $0.hasPrefix(path + "/") }
                .map { String($0.split(separator: "/")[depth]) }
        ).sorted()
    }
}
