import Foundation
import FoundationNetworking

/// Asks a service on this machine.
struct Caller: Sendable {
    let port: UInt16

    enum Fault: Error { case noAnswer }

    struct Answer: Sendable {
        let status: Int
        let text: String
        let headers: [String: String]
    }

    /// Asks and waits for the answer. Throws where there is none.
    func ask(
        _ method: String, _ path: String, _ body: String? = nil, key: String? = nil
    ) async throws -> Answer {
        guard let url = URL(string: "http://127.0.0.1:\(port)\(path)") else { throw Fault.noAnswer }
        var request = URLRequest(url: url)
        request.httpMethod = method
        request.timeoutInterval = 30
        if let body {
            request.httpBody = Data(body.utf8)
            request.setValue("application/json", forHTTPHeaderField: "Content-Type")
        }
        if let key { request.setValue("Bearer \(key)", forHTTPHeaderField: "Authorization") }
        let (data, response) = try await URLSession.shared.data(for: request)
        guard let response = response as? HTTPURLResponse else { throw Fault.noAnswer }
        var fields: [String: String] = [:]
        for (name, value) in response.allHeaderFields {
            fields["\(name)".lowercased()] = "\(value)"
        }
        return Answer(
            status: response.statusCode, text: String(decoding: data, as: UTF8.self),
            headers: fields)
    }
}
