private import CCurl
private import Dispatch
private import Glibc

/// Sends messages over the web.
///
/// Every address is looked at right when the connection to it is made, so no name can lead elsewhere
/// between the look and the connection. No redirection is followed and no proxy of the environment is
/// used. Of an answer the head is read, up to a limit, and nothing of its body.
public final class WebPost: Sendable {
    private let networks: AllowedNetworks
    private let patience: Int
    private let clock: @Sendable () -> Int64
    private let queue = DispatchQueue(label: "web-post", attributes: .concurrent)

    /// - Parameters:
    ///   - patience: milliseconds that a receiver may take in all.
    ///   - clock: milliseconds since 1970 UTC.
    public init(
        to networks: AllowedNetworks, patience: Int = 10_000,
        clock: @escaping @Sendable () -> Int64
    ) {
        (self.networks, self.patience, self.clock) = (networks, patience, clock)
    }

    public func send(_ message: SignedMessage) async -> Delivery {
        await withCheckedContinuation { continuation in
            queue.async { continuation.resume(returning: self.sendWaiting(message)) }
        }
    }

    private static let isStarted: Bool = curl_start() == CURLE_OK

    private func sendWaiting(_ message: SignedMessage) -> Delivery {
        guard WebPost.isStarted, let curl = curl_easy_init() else {
            return .failed("libcurl could not be started", wait: nil)
        }
        defer { curl_easy_cleanup(curl) }
        var headers = curl_slist_append(nil, "Expect:")
        for (name, value) in message.headers.sorted(by: { $0.key < $1.key }) {
            headers = curl_slist_append(headers, "\(name): \(value)")
        }
        defer { curl_slist_free_all(headers) }
        let trip = Trip(networks)
        return withExtendedLifetime(trip) {
            let body = Array(message.body.utf8)
            let isReady =
                prepare(curl) && curl_set_text(curl, CURLOPT_URL, message.address) == CURLE_OK
                && curl_set_body(curl, body, body.count) == CURLE_OK
                && curl_set_headers(curl, headers) == CURLE_OK
            guard isReady else { return .failed("libcurl does not take the message", wait: nil) }
            trip.receive(from: curl)
            let code = curl_easy_perform(curl)
            guard trip.isHeadComplete else { return .failed(trip.reason(code), wait: nil) }
            return Delivery(
                status: Int(curl_status(curl)), retryAfter: trip.retryAfter, at: clock())
        }
    }

    private func prepare(_ curl: UnsafeMutableRawPointer) -> Bool {
        let numbers: [(CURLoption, Int)] = [
            (CURLOPT_NOSIGNAL, 1), (CURLOPT_FOLLOWLOCATION, 0), (CURLOPT_FORBID_REUSE, 1),
            (CURLOPT_HTTP_VERSION, curl_plain_http), (CURLOPT_TIMEOUT_MS, patience),
            (CURLOPT_CONNECTTIMEOUT_MS, patience), (CURLOPT_POST, 1),
        ]
        return numbers.allSatisfy { curl_set_number(curl, $0, $1) == CURLE_OK }
            && curl_set_text(curl, CURLOPT_PROXY, "") == CURLE_OK
            && curl_set_text(curl, CURLOPT_PROTOCOLS_STR, "http,https") == CURLE_OK
    }
}

/// One message on its way. Touched by the thread that sends it alone.
private final class Trip {
    private let networks: AllowedNetworks
    private var headBytes = 0
    private var wasKeptAway = false
    private(set) var isHeadComplete = false
    private(set) var retryAfter: String?
    /// Bytes of an answer's head.
    private static let longestHead = 65_536

    init(_ networks: AllowedNetworks) { self.networks = networks }

    func receive(from curl: UnsafeMutableRawPointer) {
        curl_set_receivers(
            curl, Unmanaged.passUnretained(self).toOpaque(),
            { bytes, one, count, context in
                guard let bytes, let trip = Trip.of(context) else { return 0 }
                let line = UnsafeRawBufferPointer(start: bytes, count: one * count)
                return trip.take(head: line) ? one * count : 0
            },
            // Nothing of the body is wanted: the first byte of it ends the transfer.
            { _, _, _, _ in 0 },
            { context, _, address in
                guard let address, let trip = Trip.of(context), trip.admits(address) else {
                    return curl_no_socket
                }
                return curl_open_socket(address)
            })
    }

    private static func of(_ context: UnsafeMutableRawPointer?) -> Trip? {
        context.map { Unmanaged<Trip>.fromOpaque($0).takeUnretainedValue() }
    }

    private func admits(_ address: UnsafeMutablePointer<curl_sockaddr>) -> Bool {
        guard let destination = curl_destination(address),
            let found = NetworkAddress(destination), networks.admits(found)
        else {
            wasKeptAway = true
            return false
        }
        return true
    }

    /// A line of the head.
    private func take(head line: UnsafeRawBufferPointer) -> Bool {
        headBytes += line.count
        guard headBytes <= Trip.longestHead else { return false }
        let text = String(decoding: line.prefix(200), as: UTF8.self)
        if text.hasPrefix("HTTP/") {
            let status = text.split(separator: " ").dropFirst().first.flatMap { Int($0.prefix(3)) }
            isInterim = (status ?? 0) < 200
            retryAfter = nil
        } else if text.lowercased().hasPrefix("retry-after:") {
            retryAfter = String(text.dropFirst("retry-after:".count).drop { $0 == " " })
        } else if text == "\r\n" || text == "\n" {
            isHeadComplete = !isInterim
        }
        return true
    }

    private var isInterim = false

    func reason(_ code: CURLcode) -> String {
        if wasKeptAway { return "its name leads into a private network" }
        return switch code {
        case CURLE_COULDNT_RESOLVE_HOST: "its name was not found"
        case CURLE_OPERATION_TIMEDOUT: "it did not answer in time"
        case CURLE_COULDNT_CONNECT: "it could not be reached"
        case CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_CONNECT_ERROR:
            "its certificate could not be verified"
        default: "it did not answer as a web server does"
        }
    }
}
