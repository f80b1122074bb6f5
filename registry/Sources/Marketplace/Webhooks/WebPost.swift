private import Foundation
private import FoundationNetworking

/// Sends messages over the web, through the system's libcurl. It follows no redirection: that would
/// be another address than the one that was looked at.
public final class WebPost: Sendable {
    private let session: URLSession

    /// - Parameter patience: seconds that a receiver may take.
    public init(patience: Double = 10) {
        let configuration = URLSessionConfiguration.ephemeral
        configuration.timeoutIntervalForRequest = patience
        configuration.timeoutIntervalForResource = patience
        configuration.httpCookieStorage = nil
        session = URLSession(
            configuration: configuration, delegate: StayingPut(), delegateQueue: nil)
    }

    deinit { session.invalidateAndCancel() }

    /// The status of the answer.
    public func send(_ message: SignedMessage) async throws -> Int {
        guard let url = URL(string: message.address) else { throw URLError(.badURL) }
        var request = URLRequest(url: url)
        request.httpMethod = "POST"
        for (name, value) in message.headers { request.setValue(value, forHTTPHeaderField: name) }
        request.httpBody = Data(message.body.utf8)
        let (_, response) = try await session.data(for: request)
        guard let answer = response as? HTTPURLResponse else { throw URLError(.badServerResponse) }
        return answer.statusCode
    }
}

private final class StayingPut: NSObject, URLSessionTaskDelegate {
    func urlSession(
        _ session: URLSession, task: URLSessionTask,
        willPerformHTTPRedirection response: HTTPURLResponse, newRequest request: URLRequest,
        completionHandler: @escaping (URLRequest?) -> Void
    ) {
        completionHandler(nil)
    }
}
