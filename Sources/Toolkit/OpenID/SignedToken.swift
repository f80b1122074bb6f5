private import Foundation

/// A JSON Web Token as it was sent (RFC 7519, RFC 7515): nothing of it is believed yet.
struct SignedToken {
    /// With which its signer claims to have signed.
    let algorithm: String
    /// Which of the signer's keys; tokens without occur.
    let key: String?
    let text: String

    /// The longest that is read, in bytes.
    static let longest = 16_384
    /// What is taken: signatures with a public key. Not `none`, and no HMAC, for which a public key
    /// would serve as the secret.
    private static let algorithms: Set<String> = ["RS256", "PS256", "ES256"]

    /// Whether a text looks like a token, and not like a key of ours.
    static func looksLikeOne(_ text: String) -> Bool {
        text.utf8.count(where: { $0 == UInt8(ascii: ".") }) == 2
    }

    init(_ text: String) throws(TokenFault) {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard text.utf8.count <= Self.longest, parts.count == 3,
            let bytes = Base64URL.decode(parts[0]),
            let header = try? JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any],
            let algorithm = header["alg"] as? String
        else { throw .malformed }
        // Extensions that have to be understood, and of which none is (RFC 7515, section 4.1.11).
        guard header["crit"] == nil else { throw .malformed }
        guard Self.algorithms.contains(algorithm) else { throw .algorithm }
        self.algorithm = algorithm
        self.text = text
        key = header["kid"] as? String
    }

    /// What it says, once one of the keys has been found to have signed it.
    func claims(by keys: [SigningKey]) throws(TokenFault) -> Claims {
        let able = keys.filter { $0.signs(algorithm) && (key == nil || $0.id == key) }
        guard !able.isEmpty else { throw .unknownKey }
        for candidate in able {
            guard let payload = candidate.payload(of: text) else { continue }
            guard let claims = try? JSONDecoder().decode(Claims.self, from: Data(payload)) else {
                throw .malformed
            }
            return claims
        }
        throw .signature
    }
}
