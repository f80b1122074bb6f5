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
            let database = try Database(file, access: .readWrite)
            guard try database.schemaVersion() >= Schema.stepWithMark else {
                return [
                    "It was written by an older program, without checksums. Start "
                        + "secondlook-registry serve once, which adds them."
                ]
            }
            return CatalogueStore.faults(in: directory, database)
        }
        space = DiskSpace(at: directory)
        openFiles = [directory, file, directory + "/" + CatalogueStore.markName].filter {
            PrivateFile.isOpenToAll($0)
        }
    }
}
