extension Command {
    /// What a line asks for.
    public enum Request: Sendable {
        case run(Run, Invocation)
        /// A text to show instead: the help or the version.
        case show(String)
    }

    /// Reads the words behind the program's name.
    ///
    /// - Throws: `Misuse`, which names the command, the option and the remedy.
    public func parse(
        _ words: [String], console: Console = .standard
    ) throws(Misuse) -> Request {
        var parser = Parser(root: self)
        do {
            if let text = try parser.read(words, width: console.width) { return .show(text) }
            return try parser.request(console)
        } catch {
            throw Misuse(command: parser.name, error: error)
        }
    }
}

/// A line that was not understood, and by which command.
public struct Misuse: Error, Hashable, Sendable, CustomStringConvertible {
    /// The names from the topmost command down.
    public let command: String
    public let error: UsageError

    public var description: String {
        "\(command): \(error) See “\(command) --help”."
    }
}

private struct Parser {
    private var path: [Command]
    private var options: [String: [String]] = [:]
    private var arguments: [String] = []
    private var words: ArraySlice<String> = []

    init(root: Command) { path = [root] }

    var name: String { path.map(\.name).joined(separator: " ") }
    private var command: Command { path[path.count - 1] }

    private var known: [OptionSpecification] {
        let shared: [OptionSpecification] = path[0].version == nil ? [.help] : [.help, .version]
        return path.reversed().flatMap(\.options) + shared
    }

    /// A text where the line asks for one.
    mutating func read(_ line: [String], width: Int) throws(UsageError) -> String? {
        words = line[...]
        while let word = words.popFirst() {
            if word == "--" {
                arguments += words
                break
            } else if word.hasPrefix("--") {
                try readLong(word.dropFirst(2))
            } else if word.hasPrefix("-"), word.count > 1 {
                try readShort(word.dropFirst())
            } else {
                try readWord(word)
            }
            if options["help"] != nil { return Help(path).text(width: width) }
            if options["version"] != nil, let version = path[0].version { return version }
        }
        return nil
    }

    private mutating func readWord(_ word: String) throws(UsageError) {
        guard arguments.isEmpty, !command.subcommands.isEmpty else {
            arguments.append(word)
            return
        }
        if let next = command.subcommands.first(where: { $0.name == word }) {
            path.append(next)
            return
        }
        guard command.arguments.isEmpty else {
            arguments.append(word)
            return
        }
        let names = command.subcommands.map(\.name)
        let remedy =
            Suggestion.nearest(to: word, among: names).map { "Did you mean “\($0)”?" }
            ?? "There are \(names.joined(separator: ", "))."
        throw UsageError("there is no command “\(word)”. \(remedy)")
    }

    private mutating func readLong(_ text: Substring) throws(UsageError) {
        let name = text.prefix { $0 != "=" }
        let option = try find(String(name))
        let attached = name.count < text.count ? String(text.dropFirst(name.count + 1)) : nil
        if option.placeholder == nil, attached != nil {
            throw UsageError("--\(option.name) takes no value. Leave out “=” and what follows.")
        }
        try take(option, attached)
    }

    private func find(_ name: String) throws(UsageError) -> OptionSpecification {
        if let exact = known.first(where: { $0.name == name }) { return exact }
        let longer = known.filter { !name.isEmpty && $0.name.hasPrefix(name) }
        if longer.count == 1 { return longer[0] }
        if longer.count > 1 {
            let names = longer.map { "--\($0.name)" }.sorted().joined(separator: " or ")
            throw UsageError("--\(name) could be \(names). Write it out.")
        }
        let near = Suggestion.nearest(to: name, among: known.map(\.name))
        throw UsageError(
            "there is no option --\(name)." + (near.map { " Did you mean --\($0)?" } ?? ""))
    }

    private mutating func readShort(_ letters: Substring) throws(UsageError) {
        var rest = letters
        while let letter = rest.popFirst() {
            guard let option = known.first(where: { $0.short == letter }) else {
                throw UsageError(
                    "there is no option -\(letter). Put “--” in front of words that begin with “-”."
                )
            }
            if option.placeholder != nil, !rest.isEmpty {
                return try take(option, String(rest))
            }
            try take(option, nil)
        }
    }

    private mutating func take(
        _ option: OptionSpecification, _ attached: String?
    ) throws(UsageError) {
        guard option.placeholder != nil else {
            options[option.name, default: []].append("")
            return
        }
        var attached = attached
        for _ in 0..<option.values {
            options[option.name, default: []].append(try value(of: option, attached))
            attached = nil
        }
    }

    private mutating func value(
        of option: OptionSpecification, _ attached: String?
    ) throws(UsageError) -> String {
        let remedy = option.example.map { " Try --\(option.name) \($0)." } ?? ""
        guard let value = attached ?? words.popFirst() else {
            let expectation = option.values > 1 ? "\(option.values) values" : option.expectation
            throw UsageError("--\(option.name) needs \(expectation) behind it.\(remedy)")
        }
        guard option.accepts(value) else {
            throw UsageError(
                "--\(option.name) needs \(option.expectation), not “\(value)”.\(remedy)")
        }
        return value
    }

    func request(_ console: Console) throws(UsageError) -> Command.Request {
        guard let run = command.run else {
            let names = command.subcommands.map(\.name).joined(separator: ", ")
            throw UsageError("say what to do: \(names).")
        }
        var values: [String: [String]] = [:]
        var rest = arguments[...]
        for argument in command.arguments {
            let taken = rest.prefix(argument.count.upperBound)
            rest = rest.dropFirst(taken.count)
            if taken.count < argument.count.lowerBound {
                throw UsageError("\(argument.name) is missing: \(argument.expectation).")
            }
            if let wrong = taken.first(where: { !argument.accepts($0) }) {
                throw UsageError("\(argument.name) needs \(argument.expectation), not “\(wrong)”.")
            }
            values[argument.name] = Array(taken)
        }
        if let extra = rest.first {
            throw UsageError("“\(extra)” is one word too many. Leave it out.")
        }
        return .run(
            run, Invocation(name: name, console: console, options: options, arguments: values))
    }
}
