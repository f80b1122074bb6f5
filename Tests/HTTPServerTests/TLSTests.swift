import Foundation
@testable import HTTPServer
import Testing

@Suite(.timeLimit(.minutes(1))) final class TLSTests {
    private let folder: URL

    init() throws {
        folder = FileManager.default.temporaryDirectory
            .appendingPathComponent("tls-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(at: folder) }

    private func path(_ name: String) -> String { folder.appendingPathComponent(name).path }

    private var files: Server.TLSFiles {
        Server.TLSFiles(certificate: path("certificate.pem"), key: path("key.pem"))
    }

    /// Runs openssl, which comes with every Debian that has certificates.
    private func openssl(_ words: [String], input: String = "") async throws -> String {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/openssl")
        process.arguments = words
        let (source, target) = (Pipe(), Pipe())
        (process.standardInput, process.standardOutput) = (source, target)
        process.standardError = FileHandle.nullDevice
        try process.run()
        source.fileHandleForWriting.write(Data(input.utf8))
        return await withCheckedContinuation { continuation in
            DispatchQueue(label: "openssl").async {
                let data = (try? target.fileHandleForReading.readToEnd()) ?? Data()
                try? source.fileHandleForWriting.close()
                process.waitUntilExit()
                continuation.resume(returning: String(decoding: data, as: UTF8.self))
            }
        }
    }

    private func makeCertificate(for name: String) async throws {
        _ = try await openssl([
            "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes",
            "-days", "2", "-subj", "/CN=\(name)", "-addext", "subjectAltName=DNS:localhost",
            "-keyout", path("key.pem"), "-out", path("certificate.pem"),
        ])
    }

    private func ask(_ port: UInt16, _ request: String, _ more: String...) async throws -> String {
        try await openssl(
            [
                "s_client", "-connect", "127.0.0.1:\(port)", "-CAfile", path("certificate.pem"),
                "-verify_return_error", "-verify_hostname", "localhost", "-ign_eof",
            ] + more, input: request)
    }

    private let request = "GET /now/x HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"

    @Test func `pages come over TLS 1.2 and 1.3, and say that they always will`() async throws {
        try await makeCertificate(for: "one")
        let files = files
        try await live(echoing, { $0.tls = files }) { server in
            for version in ["-tls1_2", "-tls1_3"] {
                let text = try await ask(server.port, request, version)
                #expect(text.contains("HTTP/1.1 200 OK"), "\(text.suffix(300))")
                #expect(text.contains("Strict-Transport-Security: max-age=31536000"))
            }
            // Longer than one of TLS's records, both ways.
            let body = String(repeating: "y", count: 100_000)
            let echoed = try await ask(
                server.port,
                "POST /echo HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100000\r\n"
                    + "Connection: close\r\n\r\n\(body)", "-quiet")
            #expect(echoed.contains(body))
            #expect(try await !ask(server.port, request, "-tls1_1").contains("200 OK"))
            // Who does not greet is let go, and harms nobody.
            let plain = try Client(server.port)
            plain.send(request)
            #expect(await !plain.rest().contains("200 OK"))
            #expect(try await ask(server.port, request).contains("200 OK"))
        }
    }

    @Test func `a certificate that is read again is shown to whoever comes next`() async throws {
        try await makeCertificate(for: "one")
        let files = files
        try await live(echoing, { $0.tls = files }) { server in
            #expect(try await ask(server.port, request).contains("CN = one"))
            try await makeCertificate(for: "two")
            #expect(try await !ask(server.port, request).contains("200 OK"))
            try server.rereadCertificate()
            let text = try await ask(server.port, request)
            #expect(text.contains("CN = two") && text.contains("200 OK"))
            try Data("no certificate".utf8).write(to: URL(fileURLWithPath: path("key.pem")))
            let fault = #expect(throws: TLSFault.self) { try server.rereadCertificate() }
            #expect(fault?.description.contains("PEM") == true)
            #expect(try await ask(server.port, request).contains("200 OK"))
        }
    }

    @Test func `a certificate that is not there is named`() {
        var configuration = Server.Configuration()
        configuration.tls = files
        let fault = #expect(throws: TLSFault.self) {
            try Server(router: echoing, configuration: configuration)
        }
        #expect(fault?.description.contains("certificate.pem") == true)
    }
}
