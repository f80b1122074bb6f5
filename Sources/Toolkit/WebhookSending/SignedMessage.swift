private import Digests
private import Foundation

/// A message as it goes over the line, signed as the Standard Webhooks specification has it
/// (https://www.standardwebhooks.com), for which there are libraries in most languages.
///
/// What is signed is the id, the moment and the body, so that nobody can send it again later or
/// change a part. The same message has the same id however often it is tried: a receiver who has
/// seen it can leave it.
public struct SignedMessage: Hashable, Sendable {
    public let address: String
    /// Names and values.
    public let headers: [String: String]
    public let body: String

    /// - Parameters:
    ///   - userAgent: what the program calls itself.
    ///   - now: milliseconds since 1970 UTC.
    public init(_ message: OutgoingMessage, from userAgent: String, at now: Int64) {
        let id = "msg_\(message.number)"
        let seconds = now / 1_000
        let code = MessageAuthentication.code(
            of: "\(id).\(seconds).\(message.body)".utf8, secret: message.secret)
        address = message.address
        body = message.body
        headers = [
            "Content-Type": "application/json", "User-Agent": userAgent,
            "webhook-id": id, "webhook-timestamp": "\(seconds)",
            "webhook-signature": "v1,\(Data(code).base64EncodedString())",
        ]
    }

    /// A secret as its receiver keeps it.
    public static func text(of secret: [UInt8]) -> String {
        "whsec_" + Data(secret).base64EncodedString()
    }
}
