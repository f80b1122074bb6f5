import CCJose
import Digests
import Foundation

@testable import OpenID

/// A provider's private key, and whatever somebody might make with it or without.
final class Signer {
    private let key: OpaquePointer
    let id: String

    init(_ id: String, isElliptic: Bool = false, bits: Int = 2_048) {
        var error = cjose_err()
        let exponent: [UInt8] = [1, 0, 1]
        key =
            isElliptic
            ? cjose_jwk_create_EC_random(CJOSE_JWK_EC_P_256, &error)!
            : cjose_jwk_create_RSA_random(bits, exponent, exponent.count, &error)!
        self.id = id
    }

    deinit { cjose_jwk_release(key) }

    /// The public half, as a set has it.
    var member: [String: Any] {
        var error = cjose_err()
        let text = cjose_jwk_to_json(key, false, &error)!
        defer { free(text) }
        let json = Data(String(cString: text).utf8)
        var member = (try? JSONSerialization.jsonObject(with: json) as? [String: Any]) ?? [:]
        member["kid"] = id
        return member
    }

    static func set(_ signers: [Signer]) -> [UInt8] {
        let set = ["keys": signers.map(\.member)]
        return (try? JSONSerialization.data(withJSONObject: set)).map { Array($0) } ?? []
    }

    /// A token that the key signs.
    func token(
        _ claims: [String: Any], _ algorithm: String = "RS256", key name: String?? = nil
    ) -> String {
        var error = cjose_err()
        let header = cjose_header_new(&error)!
        defer { cjose_header_release(header) }
        cjose_header_set(header, "alg", algorithm, &error)
        if let id = name ?? id { cjose_header_set(header, "kid", id, &error) }
        let payload = Signer.json(claims)
        let signed = cjose_jws_sign(key, header, payload, payload.count, &error)!
        defer { cjose_jws_release(signed) }
        var text: UnsafePointer<CChar>?
        cjose_jws_export(signed, &text, &error)
        return String(cString: text!)
    }

    private static func json(_ object: [String: Any]) -> [UInt8] {
        (try? JSONSerialization.data(withJSONObject: object)).map { [UInt8]($0) } ?? []
    }

    /// A token of a header and claims of one's own, with whatever bytes for a signature.
    static func forged(
        _ header: [String: Any], _ claims: [String: Any],
        signature: (String) -> [UInt8] = { _ in [] }
    ) -> String {
        func part(_ object: [String: Any]) -> String {
            Base64URL.encode(json(object))
        }
        let signed = "\(part(header)).\(part(claims))"
        return "\(signed).\(Base64URL.encode(signature(signed)))"
    }
}
