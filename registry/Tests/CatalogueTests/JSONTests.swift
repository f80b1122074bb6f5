import Catalogue
import Testing

@Suite("JSON")
struct JSONTests {
    @Test("what is written is read again as the same value, members in their order")
    func roundTrip() throws {
        let value: JSON = [
            "z": "a \"quoted\"\n\u{1}line — £5 🙂", "a": [1, true, nil, [:], []],
            "n": .number("1200.50"),
        ]
        #expect(try JSON(parsing: value.written()) == value)
        #expect(try JSON(parsing: value.written(pretty: true)) == value)
    }

    @Test(
        "escapes stand for their characters",
        arguments: [
            (#""\u00e9""#, "é"), (#""\ud83d\ude42""#, "🙂"),
            (#""\/\b\f\n\r\t""#, "/\u{8}\u{c}\n\r\t"),
        ])
    func escapes(text: String, expected: String) throws {
        #expect(try JSON(parsing: text) == .string(expected))
    }

    @Test(
        "what is not JSON is refused with its place",
        arguments: [
            ("", 1, 1), ("{\"a\": 1,\n \"a\": 2}", 2, 2), ("[1,]", 1, 4), ("01", 1, 2),
            (#""\ud83d""#, 1, 8), ("{\"a\" 1}", 1, 6), ("nul", 1, 1), ("[1] 2", 1, 5), ("-", 1, 2),
            ("\"a\nb\"", 1, 3), ("1.", 1, 3), (#""\x""#, 1, 4),
        ])
    func syntax(text: String, line: Int, column: Int) throws {
        let error = #expect(throws: JSONSyntaxError.self) { try JSON(parsing: text) }
        #expect(error?.line == line)
        #expect(error?.column == column)
    }

    @Test("what is not UTF-8, and what lies too deep, is refused")
    func hostile() throws {
        #expect(throws: JSONSyntaxError.self) { try JSON(parsing: [0x22, 0xFF, 0x22]) }
        let deep = String(repeating: "[", count: 100_000)
        #expect(throws: JSONSyntaxError.self) { try JSON(parsing: deep) }
    }
}
