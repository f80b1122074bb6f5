// For whoever runs the server.
extension Sessions {
    /// A session as a list shows it.
    public struct Entry: Sendable {
        /// What it is called in the list; no secret.
        public let name: String
        public let person: Person
        /// Milliseconds since 1970 UTC.
        public let begun: Int64
        /// When its owner last did something, give or take two minutes.
        public let seen: Int64
    }

    /// Everybody who is signed in, whoever came first first.
    ///
    /// - Throws: `SharedFileError`.
    public func all(at now: Int64) throws(SharedFileError) -> [Entry] {
        try file.value.filter { $1.isGood(at: now, seen: 0) }
            .map { digest, kept in
                Entry(
                    name: String(digest.prefix(Self.nameLength)), person: kept.person,
                    begun: kept.begun, seen: kept.seen)
            }
            .sorted { ($0.begun, $0.name) < ($1.begun, $1.name) }
    }

    /// Signs somebody out who is not here to do it.
    ///
    /// - Parameter name: as in the list.
    /// - Returns: whether there was such a session.
    /// - Throws: `SharedFileError`.
    public func end(named name: String) throws(SharedFileError) -> Bool {
        guard name.utf8.count == Self.nameLength else { return false }
        return try file.change { sessions in
            let before = sessions.count
            sessions = sessions.filter { !$0.key.hasPrefix(name) }
            return sessions.count < before
        }
    }

    private static var nameLength: Int { 12 }
}
