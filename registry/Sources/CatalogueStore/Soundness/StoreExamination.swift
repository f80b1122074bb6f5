public import SQLite

/// What a look at a whole store brought.
public struct StoreExamination: Sendable {
    /// What is wrong, a sentence each.
    public let faults: [String]
    /// The disk's space; nil where that cannot be told.
    public let space: DiskSpace?
    /// Files that others than their owner and group may read.
    public let openFiles: [String]

    /// Compares every row with its checksum and the store with its mark, and has SQLite look at the
    /// file's structure. Changes nothing.
    public init(of directory: String) throws {
        try CatalogueStore.require(directory)
        let file = directory + "/" + CatalogueStore.fileName
        faults = try translating {
            let database = try QuietReading(file).open()
            guard try database.isUpToDate(with: Schema.steps.count) else {
                return [
                    "It was written by an older program, so that not all of it can be looked at. Make "
                        + "a backup with that program, and start secondlook-registry serve of this "
                        + "one once, which brings it up to date."
                ]
            }
            return CatalogueStore.faults(in: directory, database)
        }
        space = DiskSpace(at: directory)
        openFiles = [directory, file, directory + "/" + CatalogueStore.markName].filter {
            PrivateFile.isOpenToAll($0)
        }
    }

    /// That another program keeps the store for itself; nil where none does. To be asked before this
    /// process opens the store.
    public static func lockFault(in directory: String) -> String? {
        WriteLockHolder(of: directory + "/" + CatalogueStore.fileName).map { holder in
            "Nothing can be written to the registry: \(holder.words) holds it and does not let go. "
                + "End that program, or wait until it has finished."
        }
    }
}
