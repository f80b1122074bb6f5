extension Command {
    /// A script for bash that completes this command's line:
    /// `source <(secondlook completion)`, or a file in `/etc/bash_completion.d`.
    public var bashCompletion: String {
        let function = "_" + name.map { $0.isLetter || $0.isNumber ? String($0) : "_" }.joined()
        var script = BashScript()
        script.add(self, path: "", inherited: [])
        return """
            \(function)() {
                local word="${COMP_WORDS[COMP_CWORD]}" before="${COMP_WORDS[COMP_CWORD-1]}"
                local path="" i
                COMPREPLY=()
                # bash takes "=" for a word of its own.
                if [[ "$word" == "=" ]]; then word=""; fi
                if [[ "$before" == "=" ]]; then before="${COMP_WORDS[COMP_CWORD-2]}"; fi
                for ((i = 1; i < COMP_CWORD; i++)); do
                    case "$path ${COMP_WORDS[i]}" in
                        \(script.paths.isEmpty ? "\"\"" : script.paths.joined(separator: "|")))
                            path="$path ${COMP_WORDS[i]}" ;;
                    esac
                done
                case "$path:$before" in
            \(script.values.joined(separator: "\n"))
                esac
                case "$path" in
            \(script.words.joined(separator: "\n"))
                esac
            }
            complete -o bashdefault -o default -F \(function) \(name)

            """
    }
}

private struct BashScript {
    var paths: [String] = []
    var values: [String] = []
    var words: [String] = []

    mutating func add(_ command: Command, path: String, inherited: [OptionSpecification]) {
        let options = command.options + inherited
        for option in options where option.placeholder != nil {
            var patterns = ["\"\(path):--\(option.name)\""]
            if let short = option.short { patterns.append("\"\(path):-\(short)\"") }
            values.append(
                "        \(patterns.joined(separator: "|"))) \(action(option.completion)) ;;")
        }
        var offered = command.subcommands.map(\.name) + options.map { "--\($0.name)" }
        offered.append("--help")
        if path.isEmpty, command.version != nil { offered.append("--version") }
        for case .words(let more) in command.arguments.map(\.completion) { offered += more }
        words.append("        \"\(path)\") \(reply(offered)) ;;")
        for subcommand in command.subcommands {
            let next = "\(path) \(subcommand.name)"
            paths.append("\"\(next)\"")
            add(subcommand, path: next, inherited: options)
        }
    }

    private func action(_ completion: Completion) -> String {
        switch completion {
        // Without a reply, bash offers files by itself.
        case .none, .files: "return"
        case .words(let words): "\(reply(words)); return"
        }
    }

    private func reply(_ words: [String]) -> String {
        "COMPREPLY=($(compgen -W '\(words.joined(separator: " "))' -- \"$word\"))"
    }
}
