@testable import HTTPServer
import Foundation
import Testing

@Suite(.timeLimit(.minutes(1))) struct MalformedTests {
    @Test func `the table of malformed requests is read`() {
        #expect(Malformed.all.count > 100)
    }

    @Test(arguments: Malformed.all)
    func `a malformed request is answered once, and what follows is never read`(
        request: Malformed
    ) async throws {
        try await live(echoing) { server in
            let next = "GET /now/smuggled HTTP/1.1\r\nHost: localhost\r\n\r\n"
            let client = try Client(server.port)
            client.send(request.bytes + Array(next.utf8))
            let rest = await client.rest()
            #expect(rest.hasPrefix("HTTP/1.1 \(request.status) "), "answered \(rest.prefix(80))")
            #expect(!rest.contains("smuggled"))
            #expect(rest.matches(of: /HTTP\/1\.1 \d/).count == 1)
            #expect(rest.lowercased().contains("connection: close"))
        }
    }

    @Test(arguments: Malformed.all)
    func `a malformed request is refused behind a sound one on the same connection, byte by byte`(
        request: Malformed
    ) async throws {
        try await live(echoing) { server in
            let client = try Client(server.port)
            client.send("POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\nok")
            #expect(try await client.answer().body == "ok")
            for byte in request.bytes { client.send([byte]) }
            client.send("GET /now/smuggled HTTP/1.1\r\nHost: localhost\r\n\r\n")
            let rest = await client.rest()
            #expect(rest.hasPrefix("HTTP/1.1 \(request.status) "), "answered \(rest.prefix(80))")
            #expect(!rest.contains("smuggled"))
        }
    }

    @Test(arguments: [
        "GET /now/x HTTP/1.1\r\nhost:localhost:8080\r\n\r\n",
        "\r\nGET /now/x HTTP/1.1\r\nHost: \t[::1]:80 \t\r\nX:\r\nX: \u{E9}\r\n\r\n",
        "GET /now/x?a=|^`{}[]%20&b=!$'()*+,;:@ HTTP/1.1\r\nHost: LOCALHOST.\r\n\r\n",
        "GET /now/x HTTP/1.0\r\nConnection: Keep-Alive\r\n\r\n",
        "GET /now/%78 HTTP/1.1\r\nHost: 127.0.0.1\r\nTransfer-Encoding: CHUNKED\r\n\r\n"
            + "0000\r\nX-Trailer: y\r\n\r\n",
    ])
    func `what is unusual and yet sound is answered`(text: String) async throws {
        try await live(echoing) { server in
            let client = try Client(server.port)
            client.send(text)
            let answer = try await client.answer()
            #expect(answer.status == 200 && answer.body == "x")
        }
    }
}
