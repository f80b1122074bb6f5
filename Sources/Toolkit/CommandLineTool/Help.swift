/// The help of the last command in a path.
struct Help {
    private let path: [Command]

    init(_ path: [Command]) { self.path = path }

    func text(width: Int) -> String {
        let width = min(100, max(80, width))
        let command = path[path.count - 1]
        var parts = [usage(command, width), Wrapping.wrap(command.summary, width: width)]
        if !command.subcommands.isEmpty {
            parts.append(
                section("Commands", command.subcommands.map { ($0.name, $0.summary) }, width))
        }
        if !command.arguments.isEmpty {
            parts.append(section("Arguments", command.arguments.map { ($0.name, $0.help) }, width))
        }
        parts.append(section("Options", options.map { ($0.heading, $0.explanation) }, width))
        if let discussion = command.discussion {
            parts += discussion.split(separator: "\n\n").map { paragraph in
                Wrapping.wrap(String(paragraph), width: width)
            }
        }
        return parts.joined(separator: "\n\n") + "\n"
    }

    private var options: [OptionSpecification] {
        path.reversed().flatMap(\.options) + [.help] + (path[0].version == nil ? [] : [.version])
    }

    private func usage(_ command: Command, _ width: Int) -> String {
        var words = ["[OPTIONS]"]
        if !command.subcommands.isEmpty {
            words.append(command.run == nil ? "COMMAND" : "[COMMAND]")
        }
        words += command.arguments.map(\.usage)
        let name = path.map(\.name).joined(separator: " ")
        return Wrapping.wrap(
            "Usage: \(name) \(words.joined(separator: " "))", width: width, indent: 7)
    }

    /// Two columns: what it is called, and what it does.
    private func section(_ title: String, _ rows: [(String, String)], _ width: Int) -> String {
        let column = min(28, (rows.map(\.0.count).max() ?? 0) + 4)
        let lines = rows.map { heading, explanation in
            let text = Wrapping.wrap(explanation, width: width - column)
                .split(separator: "\n", omittingEmptySubsequences: false)
            let indent = String(repeating: " ", count: column)
            let start = "  \(heading)"
            var lines = text.map { indent + $0 }
            if start.count + 2 <= column, let first = text.first {
                lines[0] = start + String(repeating: " ", count: column - start.count) + first
            } else {
                lines.insert(start, at: 0)
            }
            return lines.joined(separator: "\n")
        }
        return "\(title):\n" + lines.joined(separator: "\n")
    }
}

extension OptionSpecification {
    fileprivate var heading: String {
        let short = short.map { "-\($0), " } ?? "    "
        return short + "--\(name)" + (placeholder.map { " \($0)" } ?? "")
    }

    fileprivate var explanation: String {
        var text = help
        if let fallback { text += " Default: \(fallback)." }
        if isRepeated, placeholder != nil { text += " Can be repeated." }
        return text
    }
}
