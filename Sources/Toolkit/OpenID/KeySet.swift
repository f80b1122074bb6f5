private import Foundation

/// The keys that a provider publishes (RFC 7517), as far as they are known.
///
/// They are asked for when a token names one that is not known, at most once in 30 seconds, and once an
/// hour, so that a key that was taken back is good no longer. Where the provider does not answer, the
/// last ones stay.
final class KeySet: Sendable {
    /// Milliseconds between two questions.
    static let pause: Int64 = 30_000

    private let kept: Refreshed<[SigningKey]>

    /// - Parameter fetch: the set as the provider gives it; nil where it does not answer.
    init(_ fetch: @escaping @Sendable () async -> [UInt8]?) {
        kept = Refreshed(pause: Self.pause) { await fetch().flatMap { Self.read($0) } }
    }

    var keys: [SigningKey] { kept.known ?? [] }

    /// Sees to it that what can be known of a token's key is known.
    func prepare(for token: SignedToken, at now: Int64) async {
        _ = await kept.value(at: now) { keys in
            keys.contains { $0.signs(token.algorithm) && (token.key == nil || $0.id == token.key) }
        }
    }

    /// - Returns: nil where the bytes are no set, or a set of which no key can be used.
    static func read(_ bytes: [UInt8]) -> [SigningKey]? {
        let set = try? JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any]
        guard let members = set?["keys"] as? [[String: Any]] else { return nil }
        let keys = members.compactMap { SigningKey($0) }
        return keys.isEmpty ? nil : keys
    }
}
