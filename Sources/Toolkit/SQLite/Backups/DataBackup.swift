private import Glibc

/// Backups of a directory that holds a database, its high-water mark and a few small files.
///
/// A backup is a directory of its own: the database as it was at one moment, its mark, the other
/// files, and what it says of itself (`backup.txt`). It is made under another name and named at the
/// end, so that one that was cut short is never taken for a backup.
public struct DataBackup: Sendable {
    /// What it is of, one word: a backup of one kind is not restored as another.
    public var kind: String
    /// The database's file.
    public var database: String
    /// The mark's file.
    public var mark: String
    /// Other files, such as keys, with their modes. Those that are not there are left out.
    public var others: [(name: String, mode: UInt32)]
    /// Looks a database over whole, and says what it holds, a line each, and how far that goes.
    public var examine:
        @Sendable (Database) throws -> (contents: [String], levels: HighWaterMark.Levels)

    public init(
        kind: String, database: String, mark: String, others: [(name: String, mode: UInt32)],
        examine:
            @escaping @Sendable (Database) throws -> (
                contents: [String], levels: HighWaterMark.Levels
            )
    ) {
        (self.kind, self.database, self.mark) = (kind, database, mark)
        (self.others, self.examine) = (others, examine)
    }

    /// Makes a backup while others go on writing.
    ///
    /// - Parameters:
    ///   - destination: a directory that is not there yet, or is empty.
    ///   - moment: in milliseconds since 1970 UTC.
    /// - Throws: `BackupError`, also where the database is damaged or lacks what it held: a backup of
    ///   that would pass for one.
    @discardableResult
    public func make(
        of directory: String, to destination: String, at moment: Int64,
        progress: (_ done: Int, _ of: Int) -> Void = { _, _ in }
    ) throws -> BackupManifest {
        // Before the database: the mark rises after each commit.
        let known = try HighWaterMark.levels(at: "\(directory)/\(mark)")
        return try make(
            of: try QuietReading("\(directory)/\(database)").open(), knowing: known,
            besides: directory, to: destination, at: moment, progress: progress)
    }

    /// Makes a backup of a database that is open, also where its file is gone from its directory.
    ///
    /// - Parameters:
    ///   - source: nobody else uses the connection meanwhile.
    ///   - known: what its mark says.
    ///   - directory: where the other files are.
    @discardableResult
    public func make(
        of source: Database, knowing known: HighWaterMark.Levels?, besides directory: String,
        to destination: String, at moment: Int64,
        progress: (_ done: Int, _ of: Int) -> Void = { _, _ in }
    ) throws -> BackupManifest {
        try BackupFiles.makeDirectory(destination) { draft in
            let copy = "\(draft)/\(database)"
            try source.copy(to: copy, progress: progress)
            try BackupFiles.keep(copy, mode: 0o640)
            let (contents, levels) = try look(at: copy)
            guard let known, isWhole(levels, known) else {
                throw BackupError(
                    "What is in \(directory) is not all that was acknowledged, so that a backup "
                        + "of it would pass for more than it is. Restore an earlier one.")
            }
            try HighWaterMark.create("\(draft)/\(mark)")
            try HighWaterMark("\(draft)/\(mark)").raise(levels)
            for (name, mode) in others where BackupFiles.exists("\(directory)/\(name)") {
                try BackupFiles.copy("\(directory)/\(name)", to: "\(draft)/\(name)", mode: mode)
            }
            let modes = [(database, 0o640), (mark, 0o640)] + others
            let manifest = BackupManifest(
                kind: kind, at: moment, contents: contents,
                files: try modes.filter { BackupFiles.exists("\(draft)/\($0.0)") }.map {
                    let (size, checksum) = try BackupFiles.copy(
                        "\(draft)/\($0.0)", to: nil, mode: 0)
                    return BackupManifest.File(
                        name: $0.0, mode: $0.1, size: size, checksum: checksum)
                })
            try BackupFiles.write(manifest.text, to: "\(draft)/\(BackupManifest.name)")
            return manifest
        }
    }

    /// Makes a directory of what a backup holds, each byte of it checked before and after.
    ///
    /// - Parameter destination: a directory that is not there yet, or is empty.
    /// - Throws: `BackupError`; the destination is then as it was.
    @discardableResult
    public func restore(_ backup: String, to destination: String) throws -> BackupManifest {
        guard let text = try BackupFiles.text("\(backup)/\(BackupManifest.name)") else {
            throw BackupError(
                "\(backup) is no backup: it has no \(BackupManifest.name). Name the directory that "
                    + "the backup was made in.")
        }
        guard let manifest = BackupManifest(text) else {
            throw BackupError(
                "\(backup)/\(BackupManifest.name) is damaged. Restore another backup.")
        }
        guard manifest.files.allSatisfy({ file in names.contains(file.name) }) else {
            throw BackupError("\(backup) names files that do not belong into a \(kind).")
        }
        guard manifest.kind == kind else {
            throw BackupError(
                "\(backup) is a backup of a \(manifest.kind), not of a \(kind). Restore it with "
                    + "the program that made it.")
        }
        return try BackupFiles.makeDirectory(destination) { draft in
            for file in manifest.files {
                let place = "\(backup)/\(file.name)"
                let (size, checksum) = try BackupFiles.copy(
                    place, to: "\(draft)/\(file.name)", mode: file.mode)
                guard size == file.size, checksum == file.checksum else {
                    throw BackupError(
                        "\(place) is not what the backup put there: it is damaged. Restore another "
                            + "backup.")
                }
            }
            let (contents, levels) = try look(at: "\(draft)/\(database)")
            let known = try HighWaterMark.levels(at: "\(draft)/\(mark)")
            guard contents == manifest.contents, levels == known else {
                throw BackupError(
                    "What \(backup) holds is not what it says. Restore another backup.")
            }
            return manifest
        }
    }

    /// Copies a file, durable when this returns.
    ///
    /// - Parameter to: must not be there yet.
    public static func copyFile(_ from: String, to: String, mode: UInt32 = 0o600) throws {
        try BackupFiles.copy(from, to: to, mode: mode)
    }

    /// Makes a directory whole or not at all.
    ///
    /// - Parameters:
    ///   - path: must not be there yet, or be an empty directory.
    ///   - fill: is given the directory under another name.
    public static func makeDirectory<Value>(
        _ path: String, _ fill: (_ draft: String) throws -> Value
    ) throws -> Value {
        try BackupFiles.makeDirectory(path, fill)
    }

    private var names: [String] { [database, mark] + others.map(\.name) }

    private func look(
        at file: String
    ) throws -> (contents: [String], levels: HighWaterMark.Levels) {
        let database = try Database(file, access: .readOnly)
        if let fault = database.structuralFaults().first {
            throw BackupError("\(file) is damaged: \(fault)")
        }
        return try examine(database)
    }

    /// Whether levels are all that a mark says. One that nothing was ever above is left out of marks.
    private func isWhole(_ levels: HighWaterMark.Levels, _ known: HighWaterMark.Levels) -> Bool {
        known.allSatisfy { (levels[$0.key] ?? 0) >= $0.value }
    }
}
