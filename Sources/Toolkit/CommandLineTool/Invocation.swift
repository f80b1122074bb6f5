/// What a line asked for: the values of its options and arguments, by their declarations.
public struct Invocation: Sendable {
    /// The names from the topmost command down: "secondlook serve".
    public let name: String
    /// Where to write.
    public let console: Console

    let options: [String: [String]]
    let arguments: [String: [String]]

    public subscript<Value>(option: Option<Value>) -> Value {
        option.value(options[option.declaration.name] ?? [])
    }

    /// - Precondition: the command declares this argument.
    public subscript<Value>(argument: Argument<Value>) -> Value {
        guard let value = argument.value(arguments[argument.declaration.name] ?? []) else {
            preconditionFailure("\(name) does not declare \(argument.declaration.name).")
        }
        return value
    }

    /// Whether the option stood on the line, whatever its value.
    public func isGiven<Value>(_ option: Option<Value>) -> Bool {
        options[option.declaration.name] != nil
    }
}
