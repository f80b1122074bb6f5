private import Digests
private import Synchronization

/// Who is signed in, in the memory of this process: a restart signs everybody out.
///
/// A session is known by a token of which only the digest is kept. It ends when its owner signs out,
/// when they have done nothing for 30 minutes, and after 10 hours in any case.
public final class Sessions<Person: Sendable>: Sendable {
    /// Somebody who is signed in.
    public struct Session: Sendable {
        public let person: Person
        /// What a form has to carry, so that no other site can send it in this person's name.
        public let formToken: String
        fileprivate let begun: Int64
        fileprivate var seen: Int64
    }

    private let sessions = Mutex<[[UInt8]: Session]>([:])

    /// Milliseconds without a request after which a session ends.
    public static var idle: Int64 { 30 * 60_000 }
    /// Milliseconds after which a session ends in any case.
    public static var longest: Int64 { 10 * 3_600_000 }
    /// The most sessions at a time; beyond that the one that has been idle longest ends.
    public static var most: Int { 10_000 }

    public init() {}

    /// Signs somebody in.
    ///
    /// - Parameter now: milliseconds since 1970.
    /// - Returns: the session's token, for a cookie; it is kept nowhere else.
    public func begin(_ person: Person, at now: Int64) -> String {
        let token = Token.random()
        let session = Session(
            person: person, formToken: Token.random().text, begun: now, seen: now)
        sessions.withLock { sessions in
            sessions = sessions.filter { $0.value.isGood(at: now) }
            if sessions.count >= Self.most,
                let oldest = sessions.min(by: { $0.value.seen < $1.value.seen })
            {
                sessions[oldest.key] = nil
            }
            sessions[Token.digest(of: token.text)] = session
        }
        return token.text
    }

    /// The session that a token is of; nil where it has ended or never was.
    public func session(_ token: String, at now: Int64) -> Session? {
        let digest = Token.digest(of: token)
        return sessions.withLock { sessions in
            guard let session = sessions[digest], session.isGood(at: now) else {
                sessions[digest] = nil
                return nil
            }
            sessions[digest]?.seen = now
            return session
        }
    }

    /// Signs somebody out.
    public func end(_ token: String) {
        let digest = Token.digest(of: token)
        sessions.withLock { $0[digest] = nil }
    }
}

extension Sessions.Session {
    /// Whether a form carries this session's token.
    public func hasSent(_ formToken: String?) -> Bool {
        guard let formToken else { return false }
        return Token.matches(formToken, digest: Token.digest(of: self.formToken))
    }

    /// A clock that was set back does not end a session, nor make it longer than it may be.
    fileprivate func isGood(at now: Int64) -> Bool {
        now - seen < Sessions.idle && now - begun < Sessions.longest
    }
}
