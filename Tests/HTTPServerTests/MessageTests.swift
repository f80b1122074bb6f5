import Foundation
import HTTPServer
import Testing

@Suite struct MessageTests {
    @Test func `a query keeps repeated names and reads plus and percent`() {
        let query = Request(.get, "/x?a=1&b=x+y%26z&a=2&c&=d&&e=a%3Db=c").query
        #expect(query.values(of: "a") == ["1", "2"])
        #expect(query["b"] == "x y&z")
        #expect(query["c"] == "" && query["nothing"] == nil)
        #expect(query[""] == "d")
        #expect(query["e"] == "a=b=c")
    }

    @Test func `a query is lenient, as browsers are`() {
        let query = Request(.get, "/x?a=100%&b=%zz&c=%FF&d=%C3%AB").query
        #expect(query["a"] == "100%" && query["b"] == "%zz")
        #expect(query["c"] == "\u{FFFD}" && query["d"] == "ë")
    }

    @Test func `a typed query value is read, absent, or a problem that names the field`() throws {
        let query = Request(.get, "/x?page=2&size=&sort=up").query
        #expect(try query.get("page", as: Int.self) == 2)
        #expect(try query.get("size", as: Int.self) == nil)
        #expect(try query.get("other", as: Int.self) == nil)
        let problem = #expect(throws: Problem.self) { try query.get("sort", as: Int.self) }
        let json = String(decoding: problem?.json ?? [], as: UTF8.self)
        #expect(json.contains(#""field":"sort""#) && !json.contains("up\""))
    }

    @Test func `a form is read from the body, of the right type only`() throws {
        let type = "application/x-www-form-urlencoded;charset=UTF-8"
        let form = Request(
            .post, "/x", headers: ["content-type": type], body: Array("a=1+2&b=%C3%AB".utf8))
        #expect(try form.form["a"] == "1 2" && form.form["b"] == "ë")
        #expect(throws: Problem.self) { try Request(.post, "/x", body: [1]).form }
    }

    @Test func `header names match whatever their case`() {
        var headers: Headers = ["Accept": "a", "ACCEPT": "b", "Host": "h"]
        #expect(headers["accept"] == "a" && headers.values(of: "aCCept") == ["a", "b"])
        headers["accept"] = "c"
        #expect(headers.values(of: "Accept") == ["c"] && headers["host"] == "h")
        headers["HOST"] = nil
        #expect(headers.fields.map(\.name) == ["accept"])
        #expect(headers["accepu"] == nil)
    }

    @Test func `a header cannot bring another`() {
        let headers: Headers = ["Location": "/x\r\nSet-Cookie: a=b\0", "X\r\n-Y: z": "1"]
        #expect(headers["Location"] == "/x  Set-Cookie: a=b ")
        #expect(headers["X-Yz"] == "1")
    }

    @Test func `cookies are found by name`() {
        let request = Request(.get, "/", headers: ["Cookie": "a=1; session=x=y; b="])
        #expect(request.cookie("session") == "x=y" && request.cookie("a") == "1")
        #expect(request.cookie("b") == "" && request.cookie("c") == nil)
    }

    @Test func `no two requests have the same id`() {
        let ids = Set((0..<100).map { _ in Request(.get, "/").id })
        #expect(ids.count == 100 && ids.allSatisfy { $0.count == 16 })
    }

    @Test func `a problem is JSON with its members`() throws {
        let problem = Problem(
            .unprocessableContent, type: "https://a.example/problems/x",
            detail: "a \"b\" \\ \n\u{1}é",
            instance: "/children/7",
            errors: [.init(field: "time", problem: "is missing", remedy: "send it")],
            members: [("retry", .boolean(true)), ("status", .integer(1)), ("n", .array([]))])
        let json = try #require(
            try JSONSerialization.jsonObject(with: Data(problem.json)) as? [String: Any])
        #expect(json["type"] as? String == "https://a.example/problems/x")
        #expect(json["title"] as? String == "Unprocessable content")
        #expect(json["status"] as? Int == 422)
        #expect(json["detail"] as? String == "a \"b\" \\ \n\u{1}é")
        #expect(json["instance"] as? String == "/children/7")
        #expect(json["retry"] as? Bool == true)
        let errors = try #require(json["errors"] as? [[String: String]])
        #expect(errors == [["field": "time", "problem": "is missing", "remedy": "send it"]])
    }

    @Test func `a problem's headers reach its response`() {
        let response = Problem(.tooManyRequests, headers: ["Retry-After": "5"]).response
        #expect(response.headers["retry-after"] == "5")
        #expect(response.headers["content-type"] == "application/problem+json")
    }
}
