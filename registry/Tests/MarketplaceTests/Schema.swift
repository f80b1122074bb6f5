import Catalogue
import Foundation

/// As much of JSON Schema 2020-12 as the API's document uses. A keyword that is not among it is a
/// fault, so that nothing in the document goes unread.
struct Schema {
    let document: JSON

    /// What is wrong with a value, each with its place; empty where nothing is.
    func faults(in value: JSON, _ schema: JSON, at place: String = "$") -> [String] {
        var faults: [String] = []
        for member in schema.members ?? [] {
            faults += self.faults(in: value, member, of: schema, at: place)
        }
        return faults
    }

    private func faults(
        in value: JSON, _ member: JSON.Member, of schema: JSON, at place: String
    ) -> [String] {
        switch member.key {
        case "description": return []
        case "$ref":
            guard let target = resolve(member.value.text ?? "") else {
                return ["\(place): \(member.value) leads nowhere"]
            }
            return faults(in: value, target, at: place)
        case "type":
            return isOf(member.value.text ?? "", value) ? [] : ["\(place): not \(member.value)"]
        case "enum":
            return (member.value.elements ?? []).contains(value) ? [] : ["\(place): not in enum"]
        case "const": return member.value == value ? [] : ["\(place): not the constant"]
        case "pattern":
            guard let text = value.text, let pattern = member.value.text else { return [] }
            return text.range(of: pattern, options: .regularExpression) == nil
                ? ["\(place): does not match \(pattern)"] : []
        case "maxLength":
            return (value.text?.count ?? 0) > int(member.value) ? ["\(place): too long"] : []
        case "minimum", "maximum":
            guard case .number(let digits) = value, let number = Double(digits) else { return [] }
            let bound = Double(int(member.value))
            return (member.key == "minimum" ? number < bound : number > bound)
                ? ["\(place): out of range"] : []
        case "minItems": return (value.elements?.count ?? .max) < int(member.value) ? [place] : []
        case "maxItems": return (value.elements?.count ?? 0) > int(member.value) ? [place] : []
        case "minProperties":
            return (value.members?.count ?? .max) < int(member.value) ? [place] : []
        case "maxProperties":
            return (value.members?.count ?? 0) > int(member.value) ? [place] : []
        case "items":
            return (value.elements ?? []).enumerated().flatMap {
                faults(in: $1, member.value, at: "\(place)[\($0)]")
            }
        case "allOf":
            return (member.value.elements ?? []).flatMap { faults(in: value, $0, at: place) }
        case "oneOf":
            let fitting = (member.value.elements ?? []).count {
                faults(in: value, $0, at: place).isEmpty
            }
            return fitting == 1 ? [] : ["\(place): is \(fitting) of those it may be one of"]
        case "uniqueItems":
            let elements = value.elements ?? []
            return Set(elements).count == elements.count ? [] : ["\(place): something twice"]
        case "required":
            return (member.value.elements ?? []).compactMap(\.text)
                .filter { value.members != nil && value[$0] == nil }
                .map { "\(place): lacks \($0)" }
        case "properties":
            return (member.value.members ?? []).flatMap { property in
                value[property.key].map {
                    faults(in: $0, property.value, at: "\(place).\(property.key)")
                } ?? []
            }
        case "propertyNames":
            return (value.members ?? []).flatMap {
                faults(in: .string($0.key), member.value, at: "\(place).\($0.key)")
            }
        case "additionalProperties":
            let known = Set((schema["properties"]?.members ?? []).map(\.key))
            let others = (value.members ?? []).filter { !known.contains($0.key) }
            if member.value == false { return others.map { "\(place): unknown \($0.key)" } }
            return others.flatMap {
                faults(in: $0.value, member.value, at: "\(place).\($0.key)")
            }
        default: return ["\(place): the keyword \(member.key) is not read by this test"]
        }
    }

    func resolve(_ reference: String) -> JSON? {
        guard reference.hasPrefix("#/") else { return nil }
        return reference.dropFirst(2).split(separator: "/").reduce(document as JSON?) {
            $0?[String($1)]
        }
    }

    private func isOf(_ type: String, _ value: JSON) -> Bool {
        switch (type, value) {
        case ("object", .object), ("array", .array), ("string", .string), ("boolean", .bool),
            ("number", .number), ("null", .null):
            true
        case ("integer", .number(let digits)): Int(digits) != nil
        default: false
        }
    }

    private func int(_ value: JSON) -> Int {
        guard case .number(let digits) = value else { return 0 }
        return Int(digits) ?? 0
    }
}
