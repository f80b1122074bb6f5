private import Digests
private import Foundation

/// The keys of programs, in one file that only its owner may read: what each lets its holder do,
/// and of the secret a digest alone.
///
///     let keys = KeyFile<Grant>(at: "data/keys.json")
///     let (key, text) = try keys.create("MASH hub", grant, at: now)   // `text` is shown once
///     let holder = try keys.key(shown: text, at: now)
///
/// Programs may share the file: a key that one of them makes or revokes counts for the others at once.
public final class KeyFile<Grant: Codable & Hashable & Sendable>: Sendable {
    /// A key, without its secret.
    public struct Key: Codable, Hashable, Sendable {
        /// What it is called in lists; no secret.
        public let name: String
        /// Whose it is, in the words of whoever made it.
        public let label: String
        public let grant: Grant
        /// Milliseconds since 1970 UTC; so are the others.
        public let createdAt: Int64
        /// From when on it is good no longer; nil for a key without an end.
        public let expiresAt: Int64?
        /// Since when it is good no longer; nil while nobody has taken its power away.
        public fileprivate(set) var revokedAt: Int64?
        fileprivate let digest: Data

        /// Whether it may be used.
        public func isGood(at now: Int64) -> Bool {
            revokedAt == nil && expiresAt.map { now < $0 } != false
        }
    }

    /// By their names.
    private let file: SharedFile<[String: Key]>

    /// - Parameter path: where the file is, or will be once there is a key. Its directory is there.
    public init(at path: String) { file = SharedFile(at: path, empty: [:]) }

    /// Makes a key.
    ///
    /// - Parameters:
    ///   - label: whose it is.
    ///   - expires: when it ends, in milliseconds since 1970; nil for no end.
    /// - Returns: the key, and the text that its holder keeps. It cannot be had again.
    /// - Throws: `SharedFileError`.
    public func create(
        _ label: String, _ grant: Grant, expires: Int64? = nil, at now: Int64
    ) throws(SharedFileError) -> (key: Key, text: String) {
        let token = Token.random()
        let key = Key(
            name: token.name, label: label, grant: grant, createdAt: now, expiresAt: expires,
            revokedAt: nil, digest: Data(Token.digest(of: token.text)))
        try file.change { $0[key.name] = key }
        return (key, token.text)
    }

    /// All keys, good and bad, the oldest first.
    ///
    /// - Throws: `SharedFileError`.
    public func all() throws(SharedFileError) -> [Key] {
        try file.value.values.sorted { ($0.createdAt, $0.name) < ($1.createdAt, $1.name) }
    }

    /// Takes a key's power away for good.
    ///
    /// - Returns: whether there was a key of that name that nobody had revoked.
    /// - Throws: `SharedFileError`.
    public func revoke(_ name: String, at now: Int64) throws(SharedFileError) -> Bool {
        try file.change { keys in
            guard let key = keys[name], key.revokedAt == nil else { return false }
            keys[name]?.revokedAt = now
            return true
        }
    }

    /// The key whose text somebody shows; nil where there is none that is good.
    ///
    /// - Throws: `SharedFileError`.
    public func key(shown text: String, at now: Int64) throws(SharedFileError) -> Key? {
        guard let name = Token.name(in: text), let key = try file.value[name],
            Token.matches(text, digest: Array(key.digest)), key.isGood(at: now)
        else { return nil }
        return key
    }
}
