@testable import HTTPServer
import Testing

@Suite(.timeLimit(.minutes(1))) struct AdmissionTests {
    @Test(arguments: [
        ("localhost", 200), ("LOCALHOST:1", 200), ("127.0.0.1:8080", 200), ("[::1]", 200),
        ("localhost.", 200), ("board.example.org", 200), ("Board.Example.Org:443", 200),
        ("evil.example", 421), ("localhost.evil.example", 421), ("127.0.0.1.evil.example", 421),
        ("evil.board.example.org", 421), ("board.example.org.evil", 421),
        ("169.254.169.254", 421), ("[::2]", 421), ("0.0.0.0", 421), ("2130706433", 421),
    ])
    func `only names that were meant are answered`(host: String, status: Int) async throws {
        try await live(echoing, { $0.allowedHosts = ["board.example.org:8443"] }) { server in
            let client = try Client(server.port)
            client.send("GET /now/x HTTP/1.1\r\nHost: \(host)\r\n\r\n")
            let answer = try await client.answer()
            #expect(answer.status == status)
            if status == 421 { #expect(answer.body.contains("--allowed-host")) }
            #expect(!answer.body.contains("evil"))
        }
    }

    @Test(arguments: [
        ("", 200), ("Origin: http://localhost:8080", 200),
        ("Origin: http://localhost:8080\r\nSec-Fetch-Site: same-origin", 200),
        ("Sec-Fetch-Site: none", 200), ("Origin: https://board.example.org", 200),
        ("Origin: https://board.example.org\r\nSec-Fetch-Site: cross-site", 200),
        ("Origin: http://localhost:3000", 403), ("Origin: http://evil.example", 403),
        ("Origin: null", 403), ("Origin: http://localhost:8080.evil.example", 403),
        ("Origin: file://", 403), ("Origin: localhost:8080", 403),
        ("Sec-Fetch-Site: cross-site", 403), ("Sec-Fetch-Site: same-site", 403),
        ("Origin: http://localhost:8080\r\nSec-Fetch-Site: cross-site", 403),
        ("Origin: http://evil.example\r\nSec-Fetch-Site: same-origin", 403),
    ])
    func `what may change something comes from this site, or from no page at all`(
        fields: String, status: Int
    ) async throws {
        try await live(echoing, { $0.allowedHosts = ["board.example.org"] }) { server in
            let more = fields.isEmpty ? "" : fields + "\r\n"
            for method in ["POST", "PUT", "DELETE", "PATCH", "GET"] {
                let client = try Client(server.port)
                let path = method == "GET" ? "/now/x" : "/echo"
                client.send(
                    "\(method) \(path) HTTP/1.1\r\nHost: localhost:8080\r\n\(more)"
                        + "Content-Length: 0\r\n\r\n")
                let expected = method == "GET" ? 200 : method == "POST" ? status : 405
                let found = try await client.answer().status
                #expect(found == expected || (status == 403 && found == 403), "\(method)")
            }
        }
    }

    @Test(arguments: [
        ("203.0.113.9", "198.51.100.1", "203.0.113.9"),
        ("127.0.0.1", "198.51.100.1", "198.51.100.1"),
        ("10.1.2.3", "9.9.9.9, 198.51.100.1", "198.51.100.1"),
        ("10.1.2.3", "9.9.9.9, 198.51.100.1, 10.1.9.9", "198.51.100.1"),
        ("10.2.2.3", "198.51.100.1", "10.2.2.3"), ("10.1.2.3", "", "10.1.2.3"),
        ("10.1.2.3", "198.51.100.1, nonsense", "10.1.2.3"),
        ("10.1.2.3", "nonsense, 198.51.100.1:4711", "198.51.100.1"),
        ("fd00::7", "[2001:db8::1]:443", "2001:db8::1"), ("::ffff:10.1.2.3", "1.2.3.4", "1.2.3.4"),
    ])
    func `only a proxy that was named is believed about who asks`(
        peer: String, forwarded: String, client: String
    ) throws {
        let proxies = try #require(TrustedProxies("127.0.0.1, 10.1.0.0/16,fd00::/8"))
        var headers: Headers = [:]
        for entry in forwarded.split(separator: ";") { headers.add("X-Forwarded-For", "\(entry)") }
        #expect(proxies.client(at: peer, headers) == client)
        #expect(TrustedProxies().client(at: peer, headers) == peer)
    }

    @Test(arguments: ["", "localhost", "10.0.0.0/33", "::/129", "1.2.3", "1.2.3.4,", "10.0.0.0/-1"])
    func `what is no address is no proxy`(list: String) {
        #expect(TrustedProxies(list) == nil)
    }
}
