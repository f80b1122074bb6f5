private import Digests
private import Synchronization

/// A code that signs one person in, once and for a while: for a machine without a provider of
/// identities. Whoever started the program sees it, and nobody else.
public final class OneTimeCode: Sendable {
    private struct Issued {
        let digest: [UInt8]
        let until: Int64
    }

    private let issued = Mutex<Issued?>(nil)

    /// For how many milliseconds a code is good: ten minutes.
    public static let lifetime: Int64 = 600_000

    public init() {}

    /// A new code, good from now on; an earlier one is good no longer.
    ///
    /// - Parameter now: milliseconds since 1970.
    public func issue(at now: Int64) -> String {
        let token = Token.random()
        issued.withLock {
            $0 = Issued(digest: Token.digest(of: token.text), until: now + Self.lifetime)
        }
        return token.text
    }

    /// Whether a code is the one that is good. It is good no longer after that.
    public func redeem(_ code: String, at now: Int64) -> Bool {
        issued.withLock { issued in
            guard let known = issued, now < known.until, Token.matches(code, digest: known.digest)
            else { return false }
            issued = nil
            return true
        }
    }
}
