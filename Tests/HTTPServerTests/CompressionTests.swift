import CZlib
@testable import HTTPServer
import Testing

@Suite(.timeLimit(.minutes(1))) struct CompressionTests {
    private let page = Array(String(repeating: "A sentence about nobody. ", count: 1_000).utf8)

    private func response(
        _ type: String = "text/html; charset=utf-8", _ status: Status = .ok
    ) -> Response {
        var response = Response(status, type: type, page)
        response.headers["ETag"] = #""7""#
        return response
    }

    private func asking(_ encoding: String?) -> Request {
        Request(.get, "/", headers: encoding.map { ["Accept-Encoding": $0] } ?? [:])
    }

    @Test(arguments: [
        "gzip", "GZIP", "deflate, gzip;q=0.5", "*", "br;q=1, *;q=0.1", "gzip ; q=1.0", "x-gzip",
    ])
    func `text goes as gzip to whoever takes it`(encoding: String) throws {
        let packed = Compression.compressed(response(), for: asking(encoding))
        #expect(packed.headers["Content-Encoding"] == "gzip")
        #expect(packed.headers["Vary"] == "Accept-Encoding")
        #expect(packed.headers["ETag"] == #""7-gzip""#)
        #expect(packed.bytes.count < page.count / 10)
        #expect(unpack(packed.bytes) == page)
    }

    @Test(arguments: [nil, "", "identity", "gzip;q=0", "gzip;q=0, *", "br", "*;q=0", "gzip;q=x"])
    func `whoever does not take gzip gets the text as it is`(encoding: String?) {
        let plain = Compression.compressed(response(), for: asking(encoding))
        #expect(plain.headers["Content-Encoding"] == nil && plain.bytes == page)
        #expect(plain.headers["Vary"] == "Accept-Encoding")
        #expect(plain.headers["ETag"] == #""7""#)
    }

    @Test func `pictures, small answers, streams and what says so are left as they are`() {
        for type in ["image/png", "application/octet-stream", "text/event-stream"] {
            let answer = Compression.compressed(response(type), for: asking("gzip"))
            #expect(answer.headers["Content-Encoding"] == nil, "\(type)")
        }
        let small = Compression.compressed(.text("small"), for: asking("gzip"))
        #expect(small.headers["Content-Encoding"] == nil)
        let stream = ResponseStream()
        let open = Compression.compressed(.events(stream), for: asking("gzip"))
        #expect(open.headers["Content-Encoding"] == nil)
        var secret = response()
        secret.isCompressible = false
        #expect(Compression.compressed(secret, for: asking("gzip")).bytes == page)
    }

    @Test func `whoever holds the packed answer is told that it still holds`() async throws {
        var router = Router()
        let page = page
        router.get("/page") { request, _ in
            var response =
                request.headers["If-None-Match"] == #""7""#
                ? Response(.notModified) : Response(type: "text/css", page)
            response.headers["ETag"] = #""7""#
            return response
        }
        try await live(router) { server in
            let client = try Client(server.port)
            func ask(_ fields: String) async throws -> Client.Answer {
                client.send("GET /page HTTP/1.1\r\nHost: a\r\n\(fields)\r\n")
                return try await client.answer()
            }
            #expect(try await ask("Accept-Encoding: gzip\r\n").header("ETag") == #""7-gzip""#)
            let held = try await ask("Accept-Encoding: gzip\r\nIf-None-Match: \"7-gzip\"\r\n")
            #expect(held.status == 304 && held.header("ETag") == #""7-gzip""#)
            let plain = try await ask("If-None-Match: \"7\"\r\n")
            #expect(plain.status == 304 && plain.header("ETag") == #""7""#)
            #expect(try await ask("").header("ETag") == #""7""#)
            client.send("HEAD /page HTTP/1.1\r\nHost: a\r\nAccept-Encoding: gzip\r\n\r\n")
            let head = try await client.head()
            #expect(head.header("Content-Encoding") == "gzip")
        }
    }

    private func unpack(_ bytes: [UInt8]) -> [UInt8] {
        var stream = z_stream()
        guard gzip_unpack(&stream) == Z_OK else { return [] }
        defer { inflateEnd(&stream) }
        var source = bytes
        var target = [UInt8](repeating: 0, count: 1_000_000)
        return source.withUnsafeMutableBufferPointer { source in
            target.withUnsafeMutableBufferPointer { target in
                (stream.next_in, stream.avail_in) = (source.baseAddress, UInt32(source.count))
                (stream.next_out, stream.avail_out) = (target.baseAddress, UInt32(target.count))
                guard inflate(&stream, Z_FINISH) == Z_STREAM_END else { return [] }
                return Array(target[..<Int(stream.total_out)])
            }
        }
    }
}
