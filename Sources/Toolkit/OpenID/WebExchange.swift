private import CCurl
private import Dispatch
private import Glibc

/// One question to a provider and its answer. No redirection is followed.
struct WebExchange: Sendable {
    private static let queue = DispatchQueue(label: "openid", attributes: .concurrent)
    private static let isStarted: Bool = curl_start() == CURLE_OK
    /// Milliseconds that an answer may take.
    private static let patience = 10_000

    struct Answer {
        let status: Int
        let body: [UInt8]
    }

    /// - Parameters:
    ///   - form: what is posted; nil for a GET.
    ///   - login: name and password, as HTTP's basic scheme sends them.
    /// - Returns: nil where nobody answered.
    func ask(
        _ address: String, form: [(String, String)]? = nil,
        login: (name: String, password: String)? = nil
    ) async -> Answer? {
        let body = form.map { WebForm.encoded($0) }
        return await withCheckedContinuation { continuation in
            Self.queue.async {
                continuation.resume(returning: Self.perform(address, body, login))
            }
        }
    }

    private static func perform(
        _ address: String, _ body: String?, _ login: (name: String, password: String)?
    ) -> Answer? {
        guard isStarted, let curl = curl_easy_init() else { return nil }
        defer { curl_easy_cleanup(curl) }
        let numbers: [(CURLoption, Int)] = [
            (CURLOPT_NOSIGNAL, 1), (CURLOPT_FOLLOWLOCATION, 0), (CURLOPT_TIMEOUT_MS, patience),
            (CURLOPT_CONNECTTIMEOUT_MS, patience), (CURLOPT_HTTP_VERSION, curl_plain_http),
        ]
        var isReady =
            numbers.allSatisfy { curl_set_number(curl, $0, $1) == CURLE_OK }
            && curl_set_text(curl, CURLOPT_URL, address) == CURLE_OK
            && curl_set_text(curl, CURLOPT_PROTOCOLS_STR, "http,https") == CURLE_OK
        if let body {
            let bytes = Array(body.utf8)
            isReady = isReady && curl_set_body(curl, bytes, bytes.count) == CURLE_OK
        }
        if let login {
            isReady =
                isReady && curl_set_text(curl, CURLOPT_USERNAME, login.name) == CURLE_OK
                && curl_set_text(curl, CURLOPT_PASSWORD, login.password) == CURLE_OK
        }
        guard isReady else { return nil }
        let heard = Heard()
        return withExtendedLifetime(heard) {
            heard.listen(to: curl)
            guard curl_easy_perform(curl) == CURLE_OK else { return nil }
            return Answer(status: Int(curl_status(curl)), body: heard.body)
        }
    }
}

/// The body of one answer, as it comes. Touched by one thread alone.
private final class Heard {
    private(set) var body: [UInt8] = []
    /// Key sets and tokens are a few kilobytes.
    private static let largest = 1 << 20

    func listen(to curl: UnsafeMutableRawPointer) {
        curl_set_receivers(
            curl, Unmanaged.passUnretained(self).toOpaque(),
            { _, one, count, _ in one * count },
            { bytes, one, count, context in
                guard let bytes, let context else { return 0 }
                let heard = Unmanaged<Heard>.fromOpaque(context).takeUnretainedValue()
                guard heard.body.count + one * count <= Heard.largest else { return 0 }
                heard.body += UnsafeRawBufferPointer(start: bytes, count: one * count)
                return one * count
            },
            { _, _, address in address.map { curl_open_socket($0) } ?? curl_no_socket })
    }
}

/// Names and values as forms and addresses carry them.
enum WebForm {
    static func encoded(_ items: [(String, String)]) -> String {
        items.map { "\(escaped($0.0))=\(escaped($0.1))" }.joined(separator: "&")
    }

    /// Everything but the unreserved characters (RFC 3986, section 2.3).
    private static func escaped(_ text: String) -> String {
        let digits = Array("0123456789ABCDEF".utf8)
        let bytes = text.utf8.flatMap { byte -> [UInt8] in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."),
                UInt8(ascii: "_"), UInt8(ascii: "~"):
                [byte]
            default: [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
