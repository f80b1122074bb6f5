public import Catalogue

/// What came of an import.
public struct ImportOutcome: Sendable, Hashable {
    /// Entries that are new or another version now.
    public internal(set) var imported = 0
    /// Entries that were there already, just so.
    public internal(set) var unchanged = 0
    /// Entries that the files say are no longer offered and that stood here.
    public internal(set) var withdrawn = 0
    /// Rows that were not taken.
    public internal(set) var refused = 0
    /// What is to be said, in the order of the files; the first `ImportLimits.remarks`.
    public internal(set) var remarks: [ImportRemark] = []
    /// How many remarks there were beyond those.
    public internal(set) var unnamed = 0
    /// The catalogue's version afterwards.
    public internal(set) var version = 0

    public var warnings: Int { remarks.count { $0.weight == .warning } }

    /// For programs: `{"imported":…,"unchanged":…,"withdrawn":…,"refused":…,"warnings":…,
    /// "version":…,"remarks":[…],"unnamed":…}`.
    public var json: JSON {
        [
            "imported": .number(imported), "unchanged": .number(unchanged),
            "withdrawn": .number(withdrawn), "refused": .number(refused),
            "warnings": .number(warnings), "version": .number(version),
            "remarks": .array(remarks.map(\.json)), "unnamed": .number(unnamed),
        ]
    }
}
