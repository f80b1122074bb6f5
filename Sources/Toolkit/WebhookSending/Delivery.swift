private import CCurl

/// What came of sending a message.
public enum Delivery: Hashable, Sendable {
    case arrived
    /// The receiver wants no more of them (410, RFC 9110, section 15.5.11).
    case ended(String)
    /// It did not arrive; why, without secrets, and how many milliseconds the receiver asks to wait.
    case failed(String, wait: Int64?)

    /// An answer.
    ///
    /// - Parameters:
    ///   - retryAfter: the field of this name.
    ///   - now: milliseconds since 1970 UTC.
    public init(status: Int, retryAfter: String? = nil, at now: Int64) {
        switch status {
        case 200..<300: self = .arrived
        case 410: self = .ended("it answered 410 Gone")
        case 300..<400:
            self = .failed(
                "it answered \(status), and redirections are not followed", wait: nil)
        default:
            self = .failed(
                "it answered \(status)",
                wait: retryAfter.flatMap { Delivery.wait($0, at: now) })
        }
    }

    /// Seconds, or a date (RFC 9110, section 10.2.3); nil for anything else.
    private static func wait(_ text: String, at now: Int64) -> Int64? {
        let plain = text.filter { $0 != "\r" && $0 != "\n" }
        if let seconds = Int64(plain.filter { $0 != " " }) {
            return seconds < 0 ? nil : min(seconds, longestWait / 1_000) * 1_000
        }
        let moment = Int64(curl_getdate(plain, nil))
        guard moment >= 0 else { return nil }
        return min(max(0, moment * 1_000 - now), longestWait)
    }

    /// A day: nobody is waited for longer at once.
    private static let longestWait: Int64 = 86_400_000
}
