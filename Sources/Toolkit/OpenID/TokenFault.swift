/// Why a token is not believed. It says nothing of what the token holds.
public enum TokenFault: Error, Hashable, Sendable, CustomStringConvertible {
    case malformed, algorithm, unknownKey, signature, issuer, audience, expired, notYetValid, nonce

    public var description: String {
        switch self {
        case .malformed: "The token is not a signed JSON Web Token in three parts."
        case .algorithm: "The token is not signed with RS256, PS256 or ES256."
        case .unknownKey: "The token is signed with a key that the provider does not publish."
        case .signature: "The token's signature is not its provider's."
        case .issuer: "The token comes from another issuer than the one that is trusted here."
        case .audience: "The token was made for somebody else."
        case .expired: "The token has expired. Ask the provider for another."
        case .notYetValid: "The token is not valid yet. Is the clock right?"
        case .nonce: "The token answers another question than was asked here."
        }
    }
}
