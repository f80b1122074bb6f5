private import CSodium

/// HMAC-SHA256 (RFC 2104, FIPS 180-4): tells whoever has the same secret that a message is from the
/// other who has it. Used where others have to be able to check it; every language has it.
public enum MessageAuthentication {
    /// How many bytes a secret has.
    public static let secretLength = 32

    /// A secret that nobody has had before.
    public static func randomSecret() -> [UInt8] { randomBytes(secretLength) }

    /// The 32 bytes that go with the message.
    ///
    /// - Parameter secret: of any length; 32 bytes are right.
    public static func code(of message: some Sequence<UInt8>, secret: [UInt8]) -> [UInt8] {
        let message = Array(message)
        var state = crypto_auth_hmacsha256_state()
        var code = [UInt8](repeating: 0, count: Int(crypto_auth_hmacsha256_bytes()))
        crypto_auth_hmacsha256_init(&state, secret, secret.count)
        crypto_auth_hmacsha256_update(&state, message, UInt64(message.count))
        crypto_auth_hmacsha256_final(&state, &code)
        return code
    }

    /// Whether a code is the message's, in a time that does not tell where it differs.
    public static func isValid(
        _ code: [UInt8], of message: some Sequence<UInt8>, secret: [UInt8]
    ) -> Bool {
        equalInConstantTime(self.code(of: message, secret: secret), code)
    }
}
