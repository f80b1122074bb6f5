import Foundation
import Patience
import Testing

/// How people and programs come in, with the real program.
@Suite(.waits) struct EntryTests {
    private let scratch: Scratch
    private var data: String { scratch.path("data") }

    init() throws { scratch = try Scratch() }

    /// What a page is answered that sends a form.
    private func post(
        _ form: String, to path: String, cookie: String = "", on serving: Serving
    ) throws -> Connection.Answer {
        let connection = try serving.connect()
        let fields = """
            Host: 127.0.0.1:\(serving.port)\r
            Cookie: \(cookie)\r
            Content-Type: application/x-www-form-urlencoded\r
            Content-Length: \(form.utf8.count)\r

            """
        try connection.send(Array("POST \(path) HTTP/1.1\r\n\(fields)\r\n\(form)".utf8))
        return try connection.answer()
    }

    private func get(
        _ path: String, cookie: String, on serving: Serving
    ) throws -> Connection.Answer {
        try serving.get(
            path,
            ["Host": "127.0.0.1:\(serving.port)", "Cookie": cookie, "Authorization": "Basic eDp5"])
    }

    /// The code in the address that the program prints.
    private func code(_ words: String...) throws -> String {
        let printed = try Program.run(["sign-in", "--data", data] + words)
        try #require(printed.status == 0, "\(printed.errors)")
        return try String(#require(printed.text.firstMatch(of: /\?code=([0-9a-f.]+)\n/)).1)
    }

    @Test func `a one-time address signs in once, and the session outlives the server`() throws {
        let alone = try Program.run("sign-in", "--data", data)
        #expect(alone.status == 1)
        #expect(alone.errors.contains("No board is being served"))
        let serving = try Serving(data)
        let code = try code()
        let page = try get("/sign-in?code=\(code)", cookie: "", on: serving)
        #expect(page.status == 200 && page.header("Set-Cookie") == nil)
        let signed = try post("code=\(code)", to: "/sign-in", on: serving)
        #expect(signed.status == 303 && signed.header("Location") == "/")
        let cookie = try String(#require(signed.header("Set-Cookie")).prefix { $0 != ";" })
        #expect(try post("code=\(code)", to: "/sign-in", on: serving).status == 403)
        #expect(try get("/alerts", cookie: cookie, on: serving).status == 200)
        #expect(try get("/alerts", cookie: "", on: serving).status == 401)
        serving.kill()
        let again = try Serving(data, "--port", "\(serving.port)")
        #expect(try get("/alerts", cookie: cookie, on: again).status == 200)
        // Whoever runs the server sees who is in, and may sign them out.
        let listed = try Program.run("sessions", "list", "--data", data)
        let row = try #require(listed.lines.last)
        #expect(row.contains("manager"))
        let name = String(row.prefix { $0 != " " })
        #expect(try Program.run("sessions", "end", name, "--data", data).status == 0)
        #expect(try get("/alerts", cookie: cookie, on: again).status == 401)
        #expect(try Program.run("sessions", "end", name, "--data", data).status == 1)
        #expect(try again.stop() == 0)
        #expect(try Program.run("sign-in", "--data", data).status == 1)
    }

    @Test func `whoever signs in as an auditor is one`() throws {
        let serving = try Serving(data)
        let code = try code("--role", "auditor")
        let signed = try post("code=\(code)", to: "/sign-in", on: serving)
        let cookie = try String(#require(signed.header("Set-Cookie")).prefix { $0 != ";" })
        let refused = try get("/alerts", cookie: cookie, on: serving)
        #expect(refused.status == 403)
        #expect(refused.text.contains("auditor"))
    }

    @Test func `a key is taken at once by a server that runs, and refused at once when revoked`()
        throws
    {
        let serving = try Serving(data)
        let made = try Program.run(
            "keys", "create", "--data", data, "--role", "publisher", "--name", "MASH hub",
            "--source", "test", "--types", "contact.recorded", "--expires", "2099-12-31")
        #expect(made.status == 0, "\(made.errors)")
        let key = made.text.trimmingCharacters(in: .whitespacesAndNewlines)
        let headers = ["Authorization": "Bearer \(key)"]
        let batch = Records.batch(Records.threeContacts(of: "CH-KEY"))
        #expect(try serving.post(batch, type: Connection.batch, headers).status == 202)
        #expect(try serving.get("/alerts", headers).status == 403)
        let kept = try String(contentsOfFile: data + "/keys.json", encoding: .utf8)
        #expect(!kept.contains(key.suffix(64)))
        let name = String(key.prefix { $0 != "." })
        let listed = try Program.run("keys", "list", "--data", data)
        #expect(listed.lines.contains { $0.hasPrefix(name) && $0.contains("MASH hub") })
        #expect(!listed.text.contains(key))
        #expect(try Program.run("keys", "revoke", name, "--data", data).status == 0)
        let refused = try serving.post(batch, type: Connection.batch, headers)
        #expect(refused.status == 401)
        #expect(refused.header("WWW-Authenticate")?.contains("invalid_token") == true)
        #expect(!serving.errors.contains(key.suffix(64)))
        #expect(try Program.run("keys", "revoke", name, "--data", data).status == 1)
    }

    @Test func `keys that would say nothing, or too much, are not made`() throws {
        let base = ["keys", "create", "--data", data]
        for words in [
            [], ["--role", "publisher", "--name", "a"], ["--role", "duty"],
            ["--role", "duty", "--name", "a", "--source", "x"],
            ["--role", "administrator", "--name", "a"],
            ["--role", "publisher", "--name", "a", "--source", "x", "--types", "people"],
            ["--role", "duty", "--name", "a", "--expires", "2020-01-01"],
        ] {
            let outcome = try Program.run(base + words)
            #expect(outcome.status == 2 && outcome.text.isEmpty, "\(words): \(outcome.errors)")
        }
        #expect(!FileManager.default.fileExists(atPath: data + "/keys.json"))
    }

    @Test(arguments: ["0.0.0.0", "::", "127.example.org"])
    func `a board without a provider does not listen beyond this machine`(host: String) throws {
        for command in ["serve", "demo"] {
            let outcome = try Program.run(
                command, "--data", scratch.path("other"), "--host", host, "--port", "0")
            #expect(outcome.status == 2)
            #expect(outcome.errors.contains("nobody can sign in there"))
        }
        #expect(!FileManager.default.fileExists(atPath: scratch.path("other")))
    }

    @Test func `a provider's file that cannot be meant is refused in words`() throws {
        for (text, word) in [
            ("{", "cannot be read"), (#"{"issuer":"https://a.example"}"#, "cannot be read"),
            (
                #"{"issuer":"http://a.example","client":"c","address":"https://b.example"}"#,
                "issuer"
            ),
            (
                #"{"issuer":"https://a.example","client":"c","address":"http://b.example"}"#,
                "address"
            ),
            (
                #"""
                {"issuer":"https://a.example","client":"c","address":"https://b.example",
                "roles":{"boss":"x"}}
                """#, "boss"
            ),
            (
                #"""
                {"issuer":"https://a.example","client":"c","address":"https://b.example",
                "secretFile":"/nowhere/secret"}
                """#, "secretFile"
            ),
        ] {
            let file = try scratch.file("oidc.json", text.utf8)
            let outcome = try Program.run("serve", "--data", data, "--port", "0", "--oidc", file)
            #expect(outcome.status == 1, "\(text)")
            #expect(outcome.errors.contains(word), "\(text): \(outcome.errors)")
        }
    }
}
