private import Digests
private import Synchronization

/// Who is signed in, in a file that only its owner may read: a server that is started again, or
/// another on the same directory, knows them still.
///
/// A session is known by a token of which only the digest is kept. It ends when its owner signs out,
/// when they have done nothing for 30 minutes, and after 10 hours in any case.
public final class Sessions<Person: Codable & Sendable>: Sendable {
    /// Somebody who is signed in.
    public struct Session: Sendable {
        public let person: Person
        fileprivate let secret: MaskedSecret

        fileprivate init(of kept: Kept, _ token: String) {
            person = kept.person
            secret = MaskedSecret(from: token)
        }
    }

    struct Kept: Codable, Sendable {
        let person: Person
        let begun: Int64
        var seen: Int64

        /// A clock that was set back does not end a session, nor make it longer than it may be.
        func isGood(at now: Int64, seen: Int64) -> Bool {
            now - max(seen, self.seen) < Sessions.idle && now - begun < Sessions.longest
        }
    }

    /// By the digests of their tokens.
    let file: SharedFile<[String: Kept]>
    /// When each was last seen by this process.
    private let seen = Mutex<[String: Int64]>([:])

    /// Milliseconds without a request after which a session ends.
    public static var idle: Int64 { 30 * 60_000 }
    /// Milliseconds after which a session ends in any case.
    public static var longest: Int64 { 10 * 3_600_000 }
    /// The most sessions at a time; beyond that the one that has been idle longest ends.
    public static var most: Int { 10_000 }
    /// For how many milliseconds the file may be behind on when somebody was last seen.
    static var lag: Int64 { 2 * 60_000 }

    /// - Parameter path: where the file is, or will be. Its directory is there.
    public init(at path: String) { file = SharedFile(at: path, empty: [:]) }

    /// Signs somebody in.
    ///
    /// - Parameter now: milliseconds since 1970.
    /// - Returns: the session's token, for a cookie; it is kept nowhere else.
    /// - Throws: `SharedFileError`.
    public func begin(_ person: Person, at now: Int64) throws(SharedFileError) -> String {
        let token = Token.random()
        let seen = seen.withLock { $0 }
        try file.change { sessions in
            sessions = sessions.filter { $1.isGood(at: now, seen: seen[$0] ?? 0) }
            if sessions.count >= Self.most,
                let oldest = sessions.min(by: { $0.value.seen < $1.value.seen })
            {
                sessions[oldest.key] = nil
            }
            sessions[Self.digest(of: token.text)] = Kept(person: person, begun: now, seen: now)
        }
        return token.text
    }

    /// The session that a token is of; nil where it has ended or never was.
    ///
    /// - Parameter isActive: whether its owner does something, and not a page by itself.
    /// - Throws: `SharedFileError`.
    public func session(
        _ token: String, at now: Int64, isActive: Bool = true
    ) throws(SharedFileError) -> Session? {
        let digest = Self.digest(of: token)
        guard let kept = try file.value[digest] else { return nil }
        let last = seen.withLock { $0[digest] ?? 0 }
        guard kept.isGood(at: now, seen: last) else {
            try? end(token)
            return nil
        }
        guard isActive else { return Session(of: kept, token) }
        seen.withLock { $0[digest] = now }
        if now - kept.seen > Self.lag {
            // Where the file cannot be written, the session is good all the same.
            try? file.change { $0[digest]?.seen = now }
        }
        return Session(of: kept, token)
    }

    /// Signs somebody out.
    ///
    /// - Throws: `SharedFileError`, and they are still signed in.
    public func end(_ token: String) throws(SharedFileError) {
        let digest = Self.digest(of: token)
        try file.change { $0[digest] = nil }
        seen.withLock { $0[digest] = nil }
    }

    private static func digest(of token: String) -> String { Digest.of(token.utf8) }
}

extension Sessions.Session {
    /// What a form has to carry, so that no other site can send it in this person's name. It reads
    /// differently each time, and each is as good as the others.
    public var formToken: String { secret.masked() }

    /// Whether a form carries this session's token.
    public func hasSent(_ formToken: String?) -> Bool {
        formToken.map { secret.isMasked(as: $0) } ?? false
    }
}
