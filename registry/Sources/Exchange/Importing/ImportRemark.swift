public import Catalogue

/// Something to be said of a row that came in: why it was refused, or what was changed or left out.
public struct ImportRemark: Hashable, Sendable, CustomStringConvertible {
    public enum Weight: String, Hashable, Sendable {
        /// The row was not taken.
        case refusal
        /// The row was taken, not quite as it stood.
        case warning
    }

    public let weight: Weight
    /// The file; nil where the bytes have no name.
    public internal(set) var source: String?
    /// The how-manieth row of the file, from 1: a service, a release, a line of a table; 0 for the
    /// file as a whole.
    public let row: Int
    /// The row as people find it: `line 14`, `service 12 (4528242010619904)`.
    public let place: String
    /// The field by the file's own word for it, such as `serviceFeatures[3]`; empty for the row as a
    /// whole.
    public let field: String
    /// What is wrong, as a sentence.
    public let fault: String
    /// What to do, or what was done, as a sentence.
    public let remedy: String

    public var description: String {
        let way = [source, place.isEmpty ? nil : place, field.isEmpty ? nil : field]
        return (way.compactMap(\.self) + ["\(fault) \(remedy)"]).joined(separator: ": ")
    }

    /// For programs.
    public var json: JSON {
        .object(stating: [
            "weight": .string(weight.rawValue), "source": source.map { .string($0) },
            "row": .number(row), "place": .string(place), "field": .string(field),
            "fault": .string(fault), "remedy": .string(remedy),
        ])
    }
}
