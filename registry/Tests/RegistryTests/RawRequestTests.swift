import Foundation
import Testing

/// What stands between the network and the registry's pages: heads, hosts, origins.
@Suite("Raw requests") struct RawRequestTests {
    private let scratch: Scratch

    init() throws { scratch = try Scratch() }

    private struct Malformed: Decodable {
        let status: Int
        let fault: String
        let request: String

        var bytes: [UInt8] {
            request.replacingOccurrences(of: "{post}", with: "/api/solutions").unicodeScalars
                .map { UInt8($0.value) }
        }
    }

    /// The same table as the server's own tests go through.
    private static let malformed: [Malformed] = {
        var file = URL(fileURLWithPath: #filePath)
        for _ in 0..<4 { file.deleteLastPathComponent() }
        file.append(path: "Tests/HTTPServerTests/Requests/malformed.json")
        let table = (try? Data(contentsOf: file)) ?? Data()
        return (try? JSONDecoder().decode([Malformed].self, from: table)) ?? []
    }()

    /// What a socket brings until the server closes it.
    private func exchange(_ bytes: [UInt8], with port: UInt16) -> String {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(descriptor) }
        var limit = timeval(tv_sec: 30, tv_usec: 0)
        setsockopt(
            descriptor, SOL_SOCKET, SO_RCVTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = inet_addr("127.0.0.1")
        let isThere = withUnsafeBytes(of: &address) {
            connect(
                descriptor, $0.baseAddress!.assumingMemoryBound(to: sockaddr.self),
                socklen_t($0.count)) == 0
        }
        guard isThere, send(descriptor, bytes, bytes.count, Int32(MSG_NOSIGNAL)) == bytes.count
        else { return "" }
        var answer: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while case let count = recv(descriptor, &buffer, buffer.count, 0), count > 0 {
            answer += buffer[..<count]
        }
        return String(decoding: answer, as: UTF8.self)
    }

    private func status(_ request: String, _ port: UInt16) -> String {
        let text = exchange(
            Array(request.replacingOccurrences(of: "\n", with: "\r\n").utf8), with: port)
        return String(text.dropFirst(9).prefix(3))
    }

    @Test("every malformed request is refused once, and nothing behind it is read")
    func malformed() async throws {
        let serving = try await Serving(scratch.path("data"))
        #expect(Self.malformed.count > 100)
        for request in Self.malformed {
            let next = "GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n"
            let text = exchange(request.bytes + Array(next.utf8), with: serving.port)
            #expect(text.hasPrefix("HTTP/1.1 \(request.status) "), "\(request.fault): \(text)")
            #expect(!text.contains("alive"), "\(request.fault)")
            #expect(text.matches(of: /HTTP\/1\.1 \d/).count == 1, "\(request.fault)")
        }
        #expect(try await serving.ask("GET", "/healthz").status == 200)
    }

    @Test("names that were not meant are not answered, and pages of other sites write nothing")
    func hosts() async throws {
        let serving = try await Serving(
            scratch.path("data"), "--allowed-host", "registry.example.org")
        for (host, expected) in [
            ("rebound.example", "421"), ("registry.example.org", "200"), ("localhost:1", "200"),
        ] {
            for path in ["/", "/api/solutions", "/api/openapi.json"] {
                let request = "GET \(path) HTTP/1.1\nHost: \(host)\nConnection: close\n\n"
                #expect(status(request, serving.port) == expected, "\(host) \(path)")
            }
        }
        for (fields, expected) in [
            ("Origin: http://evil.example", "403"), ("Sec-Fetch-Site: cross-site", "403"),
            ("Origin: https://registry.example.org", "401"), ("X-Nothing: y", "401"),
        ] {
            let request = """
                POST /api/solutions HTTP/1.1
                Host: localhost
                \(fields)
                Content-Type: application/json
                Content-Length: 2
                Connection: close

                {}
                """
            #expect(status(request, serving.port) == expected, "\(fields)")
        }
    }
}
