/// How a word of the command line becomes a value, and how to tell a person what is wanted.
public struct Reading<Value: Sendable>: Sendable {
    /// What is wanted, as in "needs a number from 0 to 65535".
    let expectation: String
    /// One that would be right, for the remedy in an error.
    let example: String?
    let completion: Completion
    let read: @Sendable (String) -> Value?

    /// - Parameters:
    ///   - expectation: ends the sentence "--option needs …".
    ///   - read: nil where the word is no such value.
    public init(
        _ expectation: String, example: String? = nil, completion: Completion = .none,
        read: @escaping @Sendable (String) -> Value?
    ) {
        self.expectation = expectation
        self.example = example
        self.completion = completion
        self.read = read
    }
}

/// What the shell may offer for a value.
public enum Completion: Hashable, Sendable {
    case none
    case files
    case words([String])
}

extension Reading<String> {
    /// Any text that is not empty.
    public static var text: Reading { Reading("a text") { $0.isEmpty ? nil : $0 } }

    /// A file or a folder; whether it is there is not looked at.
    public static var path: Reading {
        Reading("a path", completion: .files) { $0.isEmpty ? nil : $0 }
    }
}

extension Reading<Int> {
    /// A whole number in a range, written in decimal digits.
    public static func number(in range: ClosedRange<Int>, example: Int? = nil) -> Reading {
        Reading(
            "a number from \(range.lowerBound) to \(range.upperBound)",
            example: example.map { String($0) }
        ) { text in
            Int(text).flatMap { range.contains($0) ? $0 : nil }
        }
    }
}

extension Reading<Double> {
    /// A number in a range, with or without a fraction.
    public static func decimal(in range: ClosedRange<Double>, example: Double? = nil) -> Reading {
        Reading(
            "a number from \(range.lowerBound) to \(range.upperBound)",
            example: example.map { String($0) }
        ) { text in
            Double(text).flatMap { range.contains($0) ? $0 : nil }
        }
    }
}

extension Reading where Value: CaseIterable & RawRepresentable, Value.RawValue == String {
    /// One of the cases, by its raw value.
    public static var oneOf: Reading {
        let words = Value.allCases.map(\.rawValue)
        return Reading(
            "one of \(words.joined(separator: ", "))", example: words.first,
            completion: .words(words)
        ) { Value(rawValue: $0) }
    }
}
