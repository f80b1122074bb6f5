/// What the catalogue keeps: an organisation, a solution or a problem. One that exists is valid: the
/// only way to make one is from JSON, and that throws everything that is wrong with it.
public protocol Entry: Hashable, Sendable {
    /// Names it among its kind for good: lower-case letters, digits and hyphens, 1 to 100.
    var id: String { get }

    /// As it is kept and exported: the members always in the same order, what is not stated left
    /// out. Reading it gives an equal entry.
    var json: JSON { get }

    /// What kind it is, as errors and the audit trail name it.
    static var kind: EntryKind { get }

    init(fields: Fields)
}

/// The three kinds of entry, by their names in files' folders.
public enum EntryKind: String, Hashable, Sendable, CaseIterable {
    case organisation, solution, problem

    /// The folder in a catalogue that holds them.
    public var folder: String { rawValue + "s" }
}

extension Entry {
    /// Reads an entry.
    ///
    /// - Throws: all errors at once.
    public init(json: JSON) throws(EntryErrors) {
        guard case .object(let members) = json else {
            throw EntryErrors([
                EntryError(
                    field: "", fault: "A catalogue entry is an object, not \(json.kind).",
                    remedy: "Put its fields between { and }.")
            ])
        }
        let report = ErrorReport()
        self.init(fields: Fields(members, of: "\(Self.kind)", at: "", report))
        guard report.errors.isEmpty else { throw EntryErrors(report.errors) }
    }

    /// Reads an entry from a file's bytes.
    ///
    /// - Parameter source: the file or row that errors name.
    public init(bytes: [UInt8], source: String) throws(EntryErrors) {
        let json: JSON
        do {
            json = try JSON(parsing: bytes)
        } catch {
            throw EntryErrors(
                source: source,
                [
                    EntryError(
                        field: "", fault: "It is not JSON: \(error)",
                        remedy: "Mend it there; an editor that knows JSON shows the place.")
                ])
        }
        do {
            try self.init(json: json)
        } catch {
            throw error.named(source)
        }
    }
}
