/// What the braces of a route's pattern stood for in this request, decoded.
public struct Parameters: Sendable {
    let names: [String]
    let values: [String]

    public subscript(name: String) -> String? {
        names.firstIndex(of: name).map { values[$0] }
    }

    /// The parameter as a `Value`.
    ///
    /// - Throws: a `Problem` of status 404 where the text is no `Value`, since then nothing can
    ///   have that path; `UnknownParameter` where the pattern has no such name.
    public func get<Value: LosslessStringConvertible>(
        _ name: String, as type: Value.Type = Value.self
    ) throws -> Value {
        guard let text = self[name] else { throw UnknownParameter(name: name) }
        guard let value = Value(text) else { throw Problem(.notFound) }
        return value
    }
}

/// A handler asked for a parameter that its own pattern does not have.
public struct UnknownParameter: Error, Hashable, Sendable, CustomStringConvertible {
    public let name: String

    public var description: String {
        "The route has no parameter {\(name)}. Name it in the pattern, or ask for another."
    }
}
