private import CCJose
private import Foundation
private import Synchronization

/// A key with which a provider signs.
///
/// The library's handles must not be used by two threads at once, so there are as many as threads
/// check at a time: each takes one and gives it back.
final class SigningKey: Sendable {
    private struct Handle: @unchecked Sendable {
        let pointer: OpaquePointer
    }

    /// How tokens name it; tokens need not.
    let id: String?
    private let json: String
    private let algorithms: Set<String>
    private let idle: Mutex<[Handle]>

    /// - Parameter member: one of the keys of a set (RFC 7517). Nil for a key that is not for
    ///   signing, of another kind than RSA of 2,048 bits or P-256, or that cannot be read.
    init?(_ member: [String: Any]) {
        guard member["use"] as? String ?? "sig" == "sig" else { return nil }
        switch (member["kty"] as? String, member["crv"] as? String) {
        case ("RSA", _): algorithms = ["RS256", "PS256"]
        case ("EC", "P-256"): algorithms = ["ES256"]
        default: return nil
        }
        // What makes the key and nothing else: a private part would be none of ours.
        let parts = member.filter { ["kty", "n", "e", "crv", "x", "y"].contains($0.key) }
        guard let data = try? JSONSerialization.data(withJSONObject: parts) else { return nil }
        json = String(decoding: data, as: UTF8.self)
        id = member["kid"] as? String
        idle = Mutex([])
        guard let first = imported(), Self.isLongEnough(first) else { return nil }
        idle.withLock { $0 = [first] }
    }

    deinit {
        for handle in idle.withLock({ $0 }) { cjose_jwk_release(handle.pointer) }
    }

    /// Whether the key may have signed a token that claims this algorithm.
    func signs(_ algorithm: String) -> Bool { algorithms.contains(algorithm) }

    /// What was signed, where this key has signed it.
    func payload(of token: String) -> [UInt8]? {
        guard let handle = idle.withLock({ $0.popLast() }) ?? imported() else { return nil }
        defer { idle.withLock { $0.append(handle) } }
        var error = cjose_err()
        guard let signed = cjose_jws_import(token, token.utf8.count, &error) else { return nil }
        defer { cjose_jws_release(signed) }
        var bytes: UnsafeMutablePointer<UInt8>?
        var count = 0
        guard cjose_jws_verify(signed, handle.pointer, &error),
            cjose_jws_get_plaintext(signed, &bytes, &count, &error), let bytes
        else { return nil }
        return Array(UnsafeBufferPointer(start: bytes, count: count))
    }

    private func imported() -> Handle? {
        var error = cjose_err()
        return cjose_jwk_import(json, json.utf8.count, &error).map { Handle(pointer: $0) }
    }

    private static func isLongEnough(_ handle: Handle) -> Bool {
        var error = cjose_err()
        let kind = cjose_jwk_get_kty(handle.pointer, &error)
        return kind != CJOSE_JWK_KTY_RSA || cjose_jwk_get_keysize(handle.pointer, &error) >= 2_048
    }
}
