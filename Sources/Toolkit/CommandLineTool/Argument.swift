/// A word that is no option, by its place, and the key to its value once the line was read.
public struct Argument<Value: Sendable>: ArgumentDeclaration {
    public let declaration: ArgumentSpecification
    let value: @Sendable ([String]) -> Value?

    /// One word that must be there.
    public init(_ name: String, _ reading: Reading<Value>, help: String) {
        declaration = ArgumentSpecification(name, reading, help: help, count: 1...1)
        value = { $0.first.flatMap(reading.read) }
    }

    /// One word that may be there.
    public init<Wrapped: Sendable>(
        optional name: String, _ reading: Reading<Wrapped>, help: String
    ) where Value == Wrapped? {
        declaration = ArgumentSpecification(name, reading, help: help, count: 0...1)
        value = { $0.first.flatMap(reading.read) }
    }

    /// All words that are left. Only the last argument of a command can be one.
    ///
    /// - Parameter atLeast: how many there must be, 0 or more.
    public init<Element: Sendable>(
        repeated name: String, atLeast: Int = 0, _ reading: Reading<Element>, help: String
    ) where Value == [Element] {
        declaration = ArgumentSpecification(name, reading, help: help, count: atLeast...Int.max)
        value = { $0.compactMap(reading.read) }
    }
}

/// What a command lists: an argument whatever the type of its value.
public protocol ArgumentDeclaration: Sendable {
    var declaration: ArgumentSpecification { get }
}

/// What is known of an argument without the type of its value.
public struct ArgumentSpecification: Sendable {
    let name: String
    let help: String
    let count: ClosedRange<Int>
    let expectation: String
    let completion: Completion
    let accepts: @Sendable (String) -> Bool

    init<Value>(
        _ name: String, _ reading: Reading<Value>, help: String, count: ClosedRange<Int>
    ) {
        self.name = name
        self.help = help
        self.count = count
        expectation = reading.expectation
        completion = reading.completion
        accepts = { reading.read($0) != nil }
    }

    /// As in a line of usage: `FILE`, `[FILE]`, `FILE...`.
    var usage: String {
        let name = count.upperBound > 1 ? "\(name)..." : name
        return count.lowerBound == 0 ? "[\(name)]" : name
    }
}
