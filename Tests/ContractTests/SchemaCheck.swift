import Foundation
import Synchronization

/// Holds JSON to a JSON Schema, as far as the contract's schemas go. A keyword that it does not
/// know is an objection, so that no rule goes unchecked.
struct SchemaCheck {
    let root: JSONValue
    /// Patterns come again with every value.
    private static let expressions = Mutex<[String: NSRegularExpression]>([:])

    /// What a schema objects to in a value; nothing where the value is as it says.
    func objections(to value: JSONValue) -> [String] {
        objections(to: value, under: root, at: "$")
    }

    private func objections(
        to value: JSONValue, under schema: JSONValue, at place: String
    ) -> [String] {
        if schema == .boolean(false) { return ["\(place) may not be there"] }
        return schema.members.flatMap { keyword, rule in
            objections(to: value, keyword, rule, under: schema, at: place)
        }
    }

    private func objections(
        to value: JSONValue, _ keyword: String, _ rule: JSONValue, under schema: JSONValue,
        at place: String
    ) -> [String] {
        func unless(_ holds: Bool) -> [String] { holds ? [] : ["\(place): \(keyword)"] }
        switch (keyword, rule) {
        case ("$schema", _), ("$id", _), ("$defs", _), ("title", _), ("description", _): return []
        case ("$ref", .string(let reference)):
            guard let target = resolve(reference) else { return ["\(place): \(reference)?"] }
            return objections(to: value, under: target, at: place)
        case ("type", .string(let type)): return unless(value.isOf(type))
        case ("type", .array(let types)):
            return unless(types.contains { value.isOf($0.text ?? "") })
        case ("const", _): return unless(value == rule)
        case ("enum", .array(let values)): return unless(values.contains(value))
        case ("pattern", .string(let pattern)):
            return unless(value.text.map { matches($0, pattern) } ?? true)
        case ("minLength", .number(let least)):
            return unless(value.text.map { $0.unicodeScalars.count >= Int(least) } ?? true)
        case ("maxLength", .number(let most)):
            return unless(value.text.map { $0.unicodeScalars.count <= Int(most) } ?? true)
        case ("minimum", .number(let least)):
            if case .number(let number) = value {
                return unless(number >= least)
            } else {
                return []
            }
        case ("maximum", .number(let most)):
            if case .number(let number) = value { return unless(number <= most) } else { return [] }
        case ("items", _):
            return value.elements.flatMap { objections(to: $0, under: rule, at: "\(place)[]") }
        case ("required", .array(let names)):
            return unless(names.allSatisfy { value[$0.text ?? ""] != nil })
        case ("properties", .object(let properties)):
            return properties.flatMap { name, rule in
                value[name].map { objections(to: $0, under: rule, at: "\(place).\(name)") } ?? []
            }
        case ("patternProperties", .object(let patterns)):
            return patterns.flatMap { pattern, rule in
                value.members.filter { matches($0.key, pattern) }.flatMap {
                    objections(to: $0.value, under: rule, at: "\(place).\($0.key)")
                }
            }
        case ("additionalProperties", .boolean(false)):
            let names = schema["properties"]?.members.keys.map { $0 } ?? []
            let patterns = schema["patternProperties"]?.members.keys.map { $0 } ?? []
            return value.members.keys.filter { key in
                !names.contains(key) && !patterns.contains { matches(key, $0) }
            }.map { "\(place).\($0) may not be there" }
        case ("allOf", .array(let schemas)):
            return schemas.flatMap { objections(to: value, under: $0, at: place) }
        case ("anyOf", .array(let choices)):
            return unless(
                choices.contains { objections(to: value, under: $0, at: place).isEmpty })
        case ("not", _):
            return unless(!objections(to: value, under: rule, at: place).isEmpty)
        case ("contentEncoding", "base64"), ("contentMediaType", "application/json"):
            return unless(value.text == nil || value.encoded != nil)
        case ("contentSchema", _):
            return value.encoded.map { objections(to: $0, under: rule, at: place) } ?? []
        case ("oneOf", .array(let choices)):
            let fitting = choices.filter { objections(to: value, under: $0, at: place).isEmpty }
            return unless(fitting.count == 1)
        default: return ["\(place): the keyword \(keyword) is not known here"]
        }
    }

    private func resolve(_ reference: String) -> JSONValue? {
        reference.split(separator: "/").dropFirst().reduce(Optional(root)) { $0?[String($1)] }
    }

    private func matches(_ text: String, _ pattern: String) -> Bool {
        let expression = Self.expressions.withLock { known in
            known[pattern]
                ?? {
                    let made = try? NSRegularExpression(pattern: pattern)
                    known[pattern] = made
                    return made
                }()
        }
        let whole = NSRange(text.startIndex..., in: text)
        return expression?.firstMatch(in: text, range: whole) != nil
    }
}

extension JSONValue: ExpressibleByStringLiteral {
    init(stringLiteral value: String) { self = .string(value) }

    /// The JSON that a text has in Base64.
    fileprivate var encoded: JSONValue? {
        text.flatMap { Data(base64Encoded: $0) }.flatMap { try? JSONValue([UInt8]($0)) }
    }

    fileprivate func isOf(_ type: String) -> Bool {
        switch (self, type) {
        case (.null, "null"), (.boolean, "boolean"), (.number, "number"), (.string, "string"),
            (.array, "array"), (.object, "object"):
            true
        case (.number(let number), "integer"): number == number.rounded()
        default: false
        }
    }
}
