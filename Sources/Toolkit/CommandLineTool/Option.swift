/// An option of a command, and the key to its value once the line was read.
///
///     let port = Option("port", short: "p", .number(in: 0...65_535), default: 8_080,
///         placeholder: "NUMBER", help: "Listen on this port.")
///     …
///     run: { invocation in try await serve(on: invocation[port]) }
public struct Option<Value: Sendable>: OptionDeclaration {
    public let declaration: OptionSpecification
    let value: @Sendable ([String]) -> Value

    private init(
        _ declaration: OptionSpecification, value: @escaping @Sendable ([String]) -> Value
    ) {
        self.declaration = declaration
        self.value = value
    }

    /// An option with a value to fall back on. Where it is given twice, the last counts.
    public init(
        _ name: String, short: Character? = nil, _ reading: Reading<Value>, default: Value,
        placeholder: String = "VALUE", help: String
    ) {
        let shown = "\(`default`)"
        self.init(
            OptionSpecification(
                name, short, reading, placeholder: placeholder, help: help,
                fallback: shown.isEmpty ? nil : shown)
        ) { words in words.last.flatMap(reading.read) ?? `default` }
    }

    /// An option that may be left out: then its value is nil.
    public init<Wrapped: Sendable>(
        _ name: String, short: Character? = nil, _ reading: Reading<Wrapped>,
        placeholder: String = "VALUE", help: String
    ) where Value == Wrapped? {
        self.init(
            OptionSpecification(name, short, reading, placeholder: placeholder, help: help)
        ) { words in words.last.flatMap(reading.read) }
    }

    /// An option that may be given again and again: its values in order.
    public init<Element: Sendable>(
        repeated name: String, short: Character? = nil, _ reading: Reading<Element>,
        placeholder: String = "VALUE", help: String
    ) where Value == [Element] {
        self.init(
            OptionSpecification(
                name, short, reading, placeholder: placeholder, help: help, isRepeated: true)
        ) { words in words.compactMap(reading.read) }
    }

    /// An option with two values behind it, as in `--between A B`, that may be left out.
    public init<Element: Sendable>(
        pair name: String, _ reading: Reading<Element>, placeholder: String, help: String
    ) where Value == (Element, Element)? {
        self.init(
            OptionSpecification(
                name, nil, reading, placeholder: placeholder, help: help, values: 2)
        ) { words in
            let values = words.suffix(2).compactMap(reading.read)
            return values.count == 2 ? (values[0], values[1]) : nil
        }
    }
}

extension Option<Bool> {
    /// An option without a value: there or not.
    public init(flag name: String, short: Character? = nil, help: String) {
        self.init(OptionSpecification(flag: name, short, help: help)) { !$0.isEmpty }
    }
}

/// What a command lists: an option whatever the type of its value.
public protocol OptionDeclaration: Sendable {
    var declaration: OptionSpecification { get }
}

/// What is known of an option without the type of its value.
public struct OptionSpecification: Sendable {
    let name: String
    let short: Character?
    let help: String
    /// Nil for a flag.
    let placeholder: String?
    let fallback: String?
    let isRepeated: Bool
    /// How many values stand behind it.
    let values: Int
    let expectation: String
    let example: String?
    let completion: Completion
    let accepts: @Sendable (String) -> Bool

    init<Value>(
        _ name: String, _ short: Character?, _ reading: Reading<Value>, placeholder: String,
        help: String, fallback: String? = nil, isRepeated: Bool = false, values: Int = 1
    ) {
        self.name = name
        self.short = short
        self.help = help
        self.placeholder = placeholder
        self.fallback = fallback
        self.isRepeated = isRepeated
        self.values = values
        expectation = reading.expectation
        example = reading.example ?? fallback
        completion = reading.completion
        accepts = { reading.read($0) != nil }
    }

    init(flag name: String, _ short: Character?, help: String) {
        self.name = name
        self.short = short
        self.help = help
        placeholder = nil
        fallback = nil
        isRepeated = true
        values = 0
        expectation = "no value"
        example = nil
        completion = .none
        accepts = { _ in true }
    }

    static let help = OptionSpecification(flag: "help", "h", help: "Show this help.")
    static let version = OptionSpecification(flag: "version", nil, help: "Show the version.")
}
