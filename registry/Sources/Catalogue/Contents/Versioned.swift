/// An entry as one version of the catalogue has it. Nothing is overwritten: a change makes another.
///
/// A class, so that a catalogue of fifty thousand is copied by its references.
public final class Versioned<Value: Entry>: Sendable, Hashable {
    public let entry: Value
    /// The how-manieth version of this entry, from 1.
    public let revision: Int
    /// The catalogue version that this version of the entry came with.
    public let version: Int

    public init(_ entry: Value, revision: Int, version: Int) {
        self.entry = entry
        self.revision = revision
        self.version = version
    }

    public static func == (left: Versioned, right: Versioned) -> Bool {
        left === right
            || left.version == right.version && left.revision == right.revision
                && left.entry == right.entry
    }

    public func hash(into hasher: inout Hasher) {
        hasher.combine(entry.id)
        hasher.combine(version)
    }
}
