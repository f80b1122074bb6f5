import Foundation
import Testing

/// What stands between the network and the program's pages: heads, hosts, origins.
@Suite struct RawRequestTests {
    private let scratch: Scratch
    private let serving: Serving

    init() throws {
        scratch = try Scratch()
        serving = try Serving(scratch.path("data"), "--allowed-host", "board.example.org")
    }

    private struct Malformed: Decodable {
        let status: Int
        let fault: String
        let request: String

        /// What is wrong with a body is found only where its sender may send one.
        func bytes(key: String) -> [UInt8] {
            request.replacingOccurrences(
                of: "{post} HTTP/1.1", with: "/events HTTP/1.1\r\nAuthorization: Bearer \(key)"
            ).unicodeScalars.map { UInt8($0.value) }
        }
    }

    /// The same table as the server's own tests go through.
    private static let malformed: [Malformed] = {
        var file = URL(fileURLWithPath: #filePath)
        for _ in 0..<3 { file.deleteLastPathComponent() }
        file.append(path: "Tests/HTTPServerTests/Requests/malformed.json")
        let table = (try? Data(contentsOf: file)) ?? Data()
        return (try? JSONDecoder().decode([Malformed].self, from: table)) ?? []
    }()

    @Test func `every malformed request is refused once, and nothing behind it is read`() throws {
        #expect(Self.malformed.count > 100)
        for request in Self.malformed {
            let connection = try serving.connect()
            let next = "GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n"
            try connection.send(request.bytes(key: serving.keys.publisher) + Array(next.utf8))
            let text = connection.rest()
            #expect(text.hasPrefix("HTTP/1.1 \(request.status) "), "\(request.fault): \(text)")
            #expect(!text.contains("alive"), "\(request.fault)")
            #expect(text.matches(of: /HTTP\/1\.1 \d/).count == 1, "\(request.fault)")
        }
        #expect(try serving.get("/healthz").status == 200)
    }

    @Test func `a name that was not meant is answered nothing`() throws {
        for path in ["/", "/alerts", "/alerts/stream", "/rows", "/metrics"] {
            let answer = try serving.get(path, ["Host": "rebound.example"])
            #expect(answer.status == 421, "\(path)")
            #expect(answer.text.contains("--allowed-host"))
        }
        #expect(try serving.get("/", ["Host": "board.example.org"]).status == 200)
        #expect(try serving.get("/", ["Host": "127.0.0.1:\(serving.port)"]).status == 200)
    }

    @Test func `a page of another site publishes nothing, and a program that has no origin does`()
        throws
    {
        let event = Records.batch(Records.threeContacts(of: "CH-1"))
        for fields in [
            ["Origin": "http://evil.example"], ["Sec-Fetch-Site": "cross-site"],
            ["Origin": "null"],
        ] {
            #expect(try serving.post(event, type: Connection.batch, fields).status == 403)
        }
        let own = ["Origin": "https://board.example.org", "Sec-Fetch-Site": "same-origin"]
        #expect(try serving.post(event, type: Connection.batch, own).status == 202)
        #expect(try serving.post(event, type: Connection.batch).status == 202)
    }

    @Test func `a sender of web hooks is told that its events are wanted`() throws {
        let asked = try serving.connect()
        try asked.send(
            Array(
                """
                OPTIONS /events HTTP/1.1\r
                Host: localhost\r
                WebHook-Request-Origin: eventemitter.example.com\r
                WebHook-Request-Rate: 120\r
                \r

                """.utf8))
        let answer = try asked.answer()
        #expect(answer.status == 200)
        #expect(answer.header("WebHook-Allowed-Origin") == "*")
        #expect(answer.header("WebHook-Allowed-Rate") == "*")
        #expect(answer.header("Allow") == "OPTIONS, POST")
        let other = try serving.connect()
        try other.send(Array("OPTIONS /events HTTP/1.1\r\nHost: localhost\r\n\r\n".utf8))
        let silent = try other.answer()
        #expect(silent.header("WebHook-Allowed-Origin") == nil)
        #expect(silent.header("Allow") == "OPTIONS, POST")
    }

    @Test func `the board goes over the line as gzip`() throws {
        let answer = try serving.get("/", ["Accept-Encoding": "gzip"])
        #expect(answer.header("Content-Encoding") == "gzip")
        #expect(try answer.body.count < serving.get("/").body.count)
    }
}
