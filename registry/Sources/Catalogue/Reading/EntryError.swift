/// One thing that is wrong in an entry: where, what, and what to do.
public struct EntryError: Hashable, Sendable, CustomStringConvertible {
    /// The field's way down the entry, `price.min` or `features[3]` (counted from 1); empty for
    /// the entry as a whole.
    public let field: String
    /// What is wrong, as a sentence.
    public let fault: String
    /// What to do, as a sentence.
    public let remedy: String

    public init(field: String, fault: String, remedy: String) {
        self.field = field
        self.fault = fault
        self.remedy = remedy
    }

    public var description: String {
        field.isEmpty ? "\(fault) \(remedy)" : "\(field): \(fault) \(remedy)"
    }
}

/// Everything that is wrong in one entry, so that it can be mended in one go.
public struct EntryErrors: Error, Hashable, Sendable, CustomStringConvertible {
    /// The file or the row; nil where the entry has no name.
    public let source: String?
    public let errors: [EntryError]

    public init(source: String? = nil, _ errors: [EntryError]) {
        self.source = source
        self.errors = errors
    }

    /// The same, said of a file or a row.
    public func named(_ source: String) -> EntryErrors {
        EntryErrors(source: source, errors)
    }

    /// A line an error, each beginning with the source.
    public var description: String {
        errors.map { error in source.map { "\($0): \(error)" } ?? "\(error)" }
            .joined(separator: "\n")
    }
}
